// Types only: this file is never served.

/** What an element can contain; null, undefined and booleans are left out, lists may be nested. */
export type Child = Node | string | number | boolean | null | undefined | readonly Child[];
