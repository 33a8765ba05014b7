// A generalised Hilbert curve through any rectangle (Červený's construction): neighbours on the ring of
// customers stay neighbours on the screen.
export function curve(width, height) {
  const places = [];
  const half = Math.trunc;
  function go(x, y, ax, ay, bx, by) {
    const w = Math.abs(ax + ay), t = Math.abs(bx + by);
    const dax = Math.sign(ax), day = Math.sign(ay), dbx = Math.sign(bx), dby = Math.sign(by);
    if (t === 1) return run(x, y, dax, day, w);
    if (w === 1) return run(x, y, dbx, dby, t);
    let ax2 = half(ax / 2), ay2 = half(ay / 2), bx2 = half(bx / 2), by2 = half(by / 2);
    if (2 * w > 3 * t) {
      if (Math.abs(ax2 + ay2) % 2 && w > 2) { ax2 += dax; ay2 += day; }
      go(x, y, ax2, ay2, bx, by);
      return go(x + ax2, y + ay2, ax - ax2, ay - ay2, bx, by);
    }
    if (Math.abs(bx2 + by2) % 2 && t > 2) { bx2 += dbx; by2 += dby; }
    go(x, y, bx2, by2, ax2, ay2);
    go(x + bx2, y + by2, ax, ay, bx - bx2, by - by2);
    return go(x + (ax - dax) + (bx2 - dbx), y + (ay - day) + (by2 - dby), -bx2, -by2, -(ax - ax2), -(ay - ay2));
  }
  function run(x, y, dx, dy, length) {
    for (let i = 0; i < length; i++) places.push([x + i * dx, y + i * dy]);
  }
  if (width >= height) go(0, 0, width, 0, 0, height);
  else go(0, 0, 0, height, width, 0);
  return places;
}

// Columns and rows of a grid that holds so many customers in a rectangle.
export function grid(customers, width, height) {
  let columns = Math.max(1, Math.ceil(Math.sqrt((customers * width) / height)));
  if (columns % 2) columns += 1;
  return [columns, Math.ceil(customers / columns)];
}
