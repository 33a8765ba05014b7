// The page's side of the protocol: it asks, one request in flight, and waits for the answer. When the
// connection is lost it connects again; whoever asked learns of it and replays the recipe.
export class Refused extends Error {
  constructor(words) {
    super(words.en);
    this.words = words;
  }
}
export class Lost extends Error {}

const PATIENCE = [300, 600, 1200, 2500, 5000];

export class Engine {
  constructor(address, onState) {
    this.address = address;
    this.onState = onState;
    this.waiting = [];
    this.current = null;
    this.number = 0;
    this.attempts = 0;
    this.refusal = null;
    this.session = 0;
    this.connect();
  }

  connect() {
    this.socket = new WebSocket(this.address);
    this.socket.onopen = () => {
      this.attempts = 0;
      this.session += 1;
      this.onState('open');
      this.next();
    };
    this.socket.onmessage = event => this.answered(JSON.parse(event.data));
    this.socket.onclose = () => this.closed();
  }

  closed() {
    const lost = [this.current, ...this.waiting].filter(Boolean);
    this.current = null;
    this.waiting = [];
    lost.forEach(each => each.reject(new Lost()));
    this.onState('lost', this.refusal);
    const pause = PATIENCE[Math.min(this.attempts++, PATIENCE.length - 1)];
    setTimeout(() => this.connect(), pause);
  }

  // Ask something; what is asked in the background lets everything else go first.
  ask(what, details = {}, background = false) {
    return new Promise((resolve, reject) => {
      const request = { id: ++this.number, do: what, ...details };
      const entry = { request, resolve, reject, background };
      const place = background ? -1 : this.waiting.findIndex(each => each.background);
      this.waiting.splice(place < 0 ? this.waiting.length : place, 0, entry);
      this.next();
    });
  }

  next() {
    if (this.current || !this.waiting.length || this.socket.readyState !== WebSocket.OPEN) return;
    this.current = this.waiting.shift();
    this.socket.send(JSON.stringify(this.current.request));
  }

  answered(answer) {
    if (answer.id === null) {
      this.refusal = answer.error;
      return;
    }
    const { resolve, reject } = this.current;
    this.current = null;
    if (answer.reply === 'refused') reject(new Refused(answer.error));
    else resolve(answer);
    this.next();
  }
}

export const unpacked = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
