/** The drawing of each template. */
import type { TemplateId } from "@fuseline/nodes/templates";
import findPictures from "./pictures/find-pictures.svg";
import priceHome from "./pictures/price-home.svg";
import sortProducts from "./pictures/sort-products.svg";

const PICTURES: { readonly [T in TemplateId]: string } = {
  "sort-products": sortProducts,
  "find-pictures": findPictures,
  "price-home": priceHome,
};

export const templatePicture = (template: TemplateId): string => PICTURES[template];
