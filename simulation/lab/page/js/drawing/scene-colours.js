// The colours of the firms in the picture: one firm is strong, its rivals are tinted, no supplier is grey.
import { firmColour, firmTint, islandGround, token } from './design-tokens.js';
import { lookOf } from './firm-marks.js';
/** @import { Scene } from './market-canvas.js' */

/**
 * The colour of a firm where it matters.
 * @param {Scene} scene
 * @param {number} firm
 */
export const fullColour = ({ without }, firm) => (firm === without ? token('--rule2') : firmColour(firm));

/**
 * The colour of a firm at rest.
 * @param {Scene} scene
 * @param {number} firm
 */
export const restColour = ({ without }, firm) => (firm === without ? token('--fade') : firmTint(firm));

/**
 * The colour of a firm's customers.
 * @param {Scene} scene
 * @param {number} firm
 */
export const markColour = (scene, firm) =>
  firm === scene.strong ? fullColour(scene, firm) : restColour(scene, firm);

/**
 * The ground of an island. Some hues are too pale for their own ground: the strong island is white.
 * @param {Scene} scene
 * @param {number} firm
 */
export function groundColour({ strong, without }, firm) {
  if (firm === without) return token('--water');
  return firm === strong && lookOf(firm) ? token('--card') : islandGround(firm);
}
