/** The loss became NaN or infinite; the trainer goes back and lowers the rate once before the person hears of it. */
export class LossNotFinite extends Error {
  override readonly name = "LossNotFinite";
  constructor(readonly epoch: number) {
    super(`loss is not finite in epoch ${epoch}`);
  }
}
