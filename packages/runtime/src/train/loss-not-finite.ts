/** The loss became NaN or infinite; the caller goes back and lowers the rate once before it tells the person. */
export class LossNotFinite extends Error {
  override readonly name = "LossNotFinite";
  constructor(readonly epoch: number) {
    super(`loss is not finite in epoch ${epoch}`);
  }
}
