/** A button; its words are the verb of the result. */
import type { ComponentProps } from "react";

export interface ButtonLook {
  readonly look?: "primary" | "outline" | "quiet" | "danger";
  readonly size?: "big" | "small";
}

export function buttonClass({ look = "outline", size }: ButtonLook): string {
  const sizes = { big: " big", small: " sm" };
  return `btn${look === "outline" ? "" : ` ${look}`}${size === undefined ? "" : sizes[size]}`;
}

export function Button({ look, size, className, ...rest }: ButtonLook & ComponentProps<"button">) {
  const own = buttonClass({
    ...(look === undefined ? {} : { look }),
    ...(size === undefined ? {} : { size }),
  });
  return <button type="button" className={className === undefined ? own : `${own} ${className}`} {...rest} />;
}
