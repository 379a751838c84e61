/** The templates of the start page, in its order. */
import { findPictures } from "./find-pictures.ts";
import { priceHome } from "./price-home.ts";
import { sortProducts } from "./sort-products.ts";
import type { Template } from "./template.ts";

export const templates: readonly Template[] = [sortProducts, findPictures, priceHome];
