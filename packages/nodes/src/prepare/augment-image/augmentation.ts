/** How much each strength changes a photo. */

export type Strength = "off" | "light" | "medium" | "strong";

/** Which changes are allowed. */
export interface Allowed {
  readonly crop: boolean;
  readonly rotate: boolean;
  readonly flip: boolean;
  readonly colour: boolean;
  readonly erase: boolean;
}

/** Changes of one photo, drawn from (seed, epoch, row). */
export interface Augmentation {
  /** Smallest share of the area that a crop keeps; 1: no crop. */
  readonly crop: number;
  /** Largest turn either way, in degrees. */
  readonly rotate: number;
  /** Mirrored left to right every second time. */
  readonly flip: boolean;
  /** Largest change of brightness, contrast and saturation, as a share. */
  readonly colour: number;
  /** Chance that a patch of 2–15 % of the area is hidden. */
  readonly erase: number;
}

const STRENGTHS: { readonly [S in Strength]: Augmentation } = {
  off: { crop: 1, rotate: 0, flip: false, colour: 0, erase: 0 },
  light: { crop: 0.8, rotate: 0, flip: true, colour: 0, erase: 0 },
  medium: { crop: 0.8, rotate: 10, flip: true, colour: 0.2, erase: 0 },
  strong: { crop: 0.8, rotate: 20, flip: true, colour: 0.4, erase: 0.25 },
};

/** The strength's own changes, less those that are not allowed. */
export function augmentation(strength: Strength, allowed: Allowed): Augmentation {
  const full = STRENGTHS[strength];
  const none = STRENGTHS.off;
  return {
    crop: allowed.crop ? full.crop : none.crop,
    rotate: allowed.rotate ? full.rotate : none.rotate,
    flip: allowed.flip && full.flip,
    colour: allowed.colour ? full.colour : none.colour,
    erase: allowed.erase ? full.erase : none.erase,
  };
}
