/// <reference lib="dom" />
import type { Outcome } from './parts.ts';

type Path = (path: Path2D, x: number, y: number, r: number) => void;

/** The shapes the reports use: told apart without colour. */
const outlines: Readonly<Record<Outcome, Path>> = {
  pass: (path, x, y, r) => path.arc(x, y, r, 0, 2 * Math.PI),
  fail: (path, x, y, r) => path.rect(x - r, y - r, 2 * r, 2 * r),
  inconclusive: (path, x, y, r) => {
    path.moveTo(x, y - 1.2 * r);
    path.lineTo(x + 1.2 * r, y);
    path.lineTo(x, y + 1.2 * r);
    path.lineTo(x - 1.2 * r, y);
    path.closePath();
  },
  error: (path, x, y, r) => {
    path.moveTo(x, y - r);
    path.lineTo(x + r, y + r);
    path.lineTo(x - r, y + r);
    path.closePath();
  },
};

/** Draws a verdict at a point of the canvas; an error is hollow, as in the reports. */
export const drawMark = (
  canvas: CanvasRenderingContext2D,
  outcome: Outcome,
  colour: string,
  [x, y, r]: readonly [number, number, number],
): void => {
  const path = new Path2D();
  outlines[outcome](path, x, y, r);
  canvas.lineWidth = Math.max(1.5, r / 3);
  canvas.strokeStyle = colour;
  canvas.fillStyle = colour;
  canvas[outcome === 'error' ? 'stroke' : 'fill'](path);
};
