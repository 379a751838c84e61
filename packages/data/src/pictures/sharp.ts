/** The one door to sharp: settings of the process and the only formats that may be decoded. */
import sharp from "sharp";

// Many pictures at once, one thread each; nothing is decoded twice, so sharp's own cache only takes memory.
sharp.concurrency(1);
sharp.cache(false);
// Deny by default: SVG, PDF and the like run much more code than a photo needs.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: [
    "VipsForeignLoadJpeg",
    "VipsForeignLoadPng",
    "VipsForeignLoadWebp",
    "VipsForeignLoadNsgif",
    "VipsForeignLoadTiff",
    "VipsForeignLoadHeif",
  ],
});

export { sharp };
