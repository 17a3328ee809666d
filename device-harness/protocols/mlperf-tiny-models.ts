/** The classes of a model of the benchmark. */
export interface BenchmarkModel {
  /** In the order of the scores. */
  readonly scores: readonly string[];
  /** In the order of the class numbers of y_labels.csv. */
  readonly classes: readonly string[];
}

const sameFor = (names: string): BenchmarkModel => {
  const classes = names.split(' ');
  return { scores: classes, classes };
};

/** By the id that `profile` answers, which is also the name of the folder with its data. */
const models: Readonly<Record<string, BenchmarkModel>> = {
  kws01: sameFor('down go left no off on right stop up yes silence unknown'),
  vww01: sameFor('no-person person'),
  ic01: sameFor('airplane automobile bird cat deer dog frog horse ship truck'),
  // One score, the error of a reconstruction: larger is likelier an anomaly.
  ad01: { scores: ['anomaly'], classes: ['normal', 'anomaly'] },
};

/** The classes of a model of the benchmark; undefined for a model that is not of it. */
export const benchmarkModel = (id: string): BenchmarkModel | undefined =>
  Object.hasOwn(models, id) ? models[id] : undefined;
