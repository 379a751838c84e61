/** What a dragged block is called on its way from the palette to the canvas. */
export const BLOCK_MEDIA = "application/x-fuseline-block";
