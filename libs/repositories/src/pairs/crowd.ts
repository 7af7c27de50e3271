/** How much of what is new counts. */
const WEIGHT = 0.2;
/** From here on a second step would cost more requests than the index does. */
const CROWDED = 0.5;

/** How full the table seems to be, judging by the first steps of recent claims. */
export class Crowd {
  #taken = 0;

  /** What the first step of a claim met. */
  met(taken: boolean): void {
    this.#taken += WEIGHT * ((taken ? 1 : 0) - this.#taken);
  }

  get isDense(): boolean {
    return this.#taken >= CROWDED;
  }
}
