/** One measured figure. */
export interface Row {
  what: string;
  value: number;
  unit: string;
  /** What we want it to be, such as `≥ 5000`. */
  target?: string;
  /** The same job done another way, in the same run. */
  comparedWith?: { what: string; value: number };
  /** What the figure is made of. */
  detail?: string;
}

export interface Suite {
  name: string;
  about: string;
  run(): Promise<Row[]>;
}
