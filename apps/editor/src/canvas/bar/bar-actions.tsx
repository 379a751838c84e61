/** In the bar, on the right: what a run would cost, and Run. */
export function BarActions() {
  return <span />;
}
