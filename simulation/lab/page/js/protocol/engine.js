// The page's side of the protocol: it sends one request at a time and waits for the answer. When the
// connection is lost it connects again; requests that were waiting fail, and the recipe is replayed.
/** @import { Answers, InBothLanguages, Push, Requests } from './messages.js' */

/** A request was refused; `words` says why, in both languages (null: it is too long to be sent). */
export class Refused extends Error {
  /** @param {InBothLanguages<string> | null} words */
  constructor(words) {
    super(words?.en ?? 'too long');
    this.words = words;
  }
}

/** The connection was lost before the answer came. */
export class Lost extends Error {}

/** The answer is no longer wanted: another market, or another move, has come before it. */
export class Outdated extends Lost {}

/** Bytes of a request that the server takes (LARGEST_MESSAGE in server.py). */
const MOST_BYTES = 128 * 1024;
const RECONNECT_PAUSES = [300, 600, 1200, 2500, 5000];

/**
 * @typedef {object} QueuedRequest
 * @property {object} request
 * @property {(answer: any) => void} resolve
 * @property {(error: Error) => void} reject
 * @property {boolean} background
 */

export class Engine {
  /**
   * @param {string} address of the WebSocket
   * @param {(state: 'open' | 'lost', refusal?: InBothLanguages<string> | null) => void} onState
   * @param {(news: Push) => void} onPush what the engine says without having been asked
   */
  constructor(address, onState, onPush) {
    this.address = address;
    this.onState = onState;
    this.onPush = onPush;
    /** @type {QueuedRequest[]} */
    this.waiting = [];
    /** @type {QueuedRequest | null} */
    this.current = null;
    this.number = 0;
    this.attempts = 0;
    /** @type {InBothLanguages<string> | null} why the server ended the connection */
    this.refusal = null;
    /** Counts connections, so that others see when the engine has lost its market. */
    this.session = 0;
    /** Markets that are being opened: until they are there, nothing is asked about one in the background. */
    this.opening = 0;
    this.connect();
  }

  connect() {
    this.socket = new WebSocket(this.address);
    this.socket.onopen = () => {
      this.attempts = 0;
      this.refusal = null;
      this.session += 1;
      this.onState('open');
      this.sendNext();
    };
    this.socket.onmessage = event => this.receive(JSON.parse(event.data));
    this.socket.onclose = () => this.reconnect();
  }

  reconnect() {
    const lost = [this.current, ...this.waiting];
    this.current = null;
    this.waiting = [];
    lost.forEach(each => each?.reject(new Lost()));
    this.onState('lost', this.refusal);
    const pause = RECONNECT_PAUSES[Math.min(this.attempts++, RECONNECT_PAUSES.length - 1)];
    setTimeout(() => this.connect(), pause);
  }

  /**
   * Send a request and return its answer. A request in the background lets all others go first.
   * @template {keyof Requests} Name
   * @param {Name} name
   * @param {Requests[Name]} [details]
   * @param {boolean} background
   * @returns {Promise<Answers[Name]>}
   */
  ask(name, details, background = false) {
    if (background && this.opening) return Promise.reject(new Outdated());
    if (name === 'open' || name === 'change') this.forgetBackground();
    return new Promise((resolve, reject) => {
      const request = { id: ++this.number, do: name, ...details };
      const place = background ? -1 : this.waiting.findIndex(each => each.background);
      this.waiting.splice(place < 0 ? this.waiting.length : place, 0, {
        request,
        resolve,
        reject,
        background,
      });
      this.sendNext();
    });
  }

  /** Let go of what waits in the background: it was asked of the market as it was. */
  forgetBackground() {
    const outdated = this.waiting.filter(each => each.background);
    this.waiting = this.waiting.filter(each => !each.background);
    outdated.forEach(each => each.reject(new Outdated()));
  }

  sendNext() {
    if (this.current || this.socket?.readyState !== WebSocket.OPEN) return;
    this.current = this.waiting.shift() ?? null;
    if (!this.current) return;
    const text = JSON.stringify(this.current.request);
    if (new TextEncoder().encode(text).length > MOST_BYTES) this.end(new Refused(null));
    else this.socket.send(text);
  }

  /**
   * End the request under way, and send the next one.
   * @param {Error} error
   */
  end(error) {
    const asked = this.current;
    this.current = null;
    asked?.reject(error);
    this.sendNext();
  }

  /**
   * @param {any} answer one of Answers with its id and reply, a refusal, or news that answers nothing. Its id
   *   is null if the request could not be read; `last` says that the server ends the connection.
   */
  receive(answer) {
    if (answer.push) {
      this.onPush(answer);
      return;
    }
    if (answer.last) {
      this.refusal = answer.error;
      return;
    }
    if (answer.reply === 'refused') {
      this.end(new Refused(answer.error));
      return;
    }
    const asked = this.current;
    this.current = null;
    asked?.resolve(answer);
    this.sendNext();
  }
}

/**
 * Bytes out of Base64.
 * @param {string} text
 */
export const unpacked = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
