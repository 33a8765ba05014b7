// What this browser keeps from visit to visit. Where it may keep nothing (a kiosk, a strict setting), it is
// kept as long as the page is open.

/** @type {Map<string, string>} */
const keptInPage = new Map();

/**
 * @param {string} name
 * @returns {string | null}
 */
export function kept(name) {
  try {
    return localStorage.getItem(name) ?? keptInPage.get(name) ?? null;
  } catch {
    return keptInPage.get(name) ?? null;
  }
}

/**
 * @param {string} name
 * @param {string} value
 * @returns {boolean} whether the browser keeps it longer than the page
 */
export function keep(name, value) {
  try {
    localStorage.setItem(name, value);
    return true;
  } catch {
    keptInPage.set(name, value);
    return false;
  }
}

/** @param {string} name */
export function forget(name) {
  keptInPage.delete(name);
  try {
    localStorage.removeItem(name);
  } catch {
    // the browser has kept nothing
  }
}

/**
 * Forget everything whose name begins so.
 * @param {string} beginning
 */
export function forgetAll(beginning) {
  const names = [...keptInPage.keys(), ...namesInBrowser()];
  names.filter(name => name.startsWith(beginning)).forEach(forget);
}

/** @returns {string[]} */
function namesInBrowser() {
  try {
    return Object.keys(localStorage);
  } catch {
    return [];
  }
}
