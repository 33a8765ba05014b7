import { fill } from './dom.js';
export function render(root) { fill(root, 'soon'); }
export function update() {}
