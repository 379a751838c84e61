/** Preparation and tokeniser files of the tiny models, as a hub would serve them. */

export const PREPROCESSOR = {
  do_resize: true,
  size: { height: 16, width: 16 },
  resample: 2,
  do_rescale: true,
  do_normalize: true,
  image_mean: [0.5, 0.5, 0.5],
  image_std: [0.5, 0.5, 0.5],
};

export const TOKENIZER = {
  version: "1.0",
  added_tokens: [],
  normalizer: { type: "Lowercase" },
  pre_tokenizer: { type: "WhitespaceSplit" },
  post_processor: null,
  decoder: null,
  model: {
    type: "WordLevel",
    vocab: { "[pad]": 0, "[unk]": 1, red: 2, green: 3, chair: 4 },
    unk_token: "[unk]",
  },
};
