import type { Position } from '@bookonce/kernel/ports/event-store';

const DIGITS = 16;

/** A gapless global number (from 1) as text that sorts like the number. */
export const positionText = (number: number): Position => number.toString().padStart(DIGITS, '0');

export const positionNumber = (position: Position | null): number => (position === null ? 0 : Number(position));
