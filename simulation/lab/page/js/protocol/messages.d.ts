// The messages of the protocol as the page sees them; simulation/lab/PROTOCOL.md explains them, and
// simulation/lab/messages.py checks the requests. Types only: this file is never served.

export type Language = 'en' | 'zh';
export type InBothLanguages<Content> = Record<Language, Content>;

/** A value of a parameter: a switch, a number or a choice. */
export type ParameterValue = boolean | number | string;

/** A lever moved: from the month after `month` on, the parameter has this value (0: from the start). */
export interface Move {
  month: number;
  path: string;
  value: ParameterValue;
}

/** Everything that makes a market what it is; null leaves the scenario's own number. */
export interface Recipe {
  scenario: string;
  /** The scenario's text, where it is the page's own; the page keeps it beside the recipe. */
  text?: string;
  seed: number;
  customers: number | null;
  months: number | null;
  moves: Move[];
}

export interface CatalogueEntry extends InBothLanguages<{ title: string; question: string }> {
  name: string;
  firms: number;
  months: number;
}

/** A firm's measures: an array over the firms for each measure of `run.market`. */
export type FirmMeasures = Record<string, (number | null)[]>;

export interface MarketEvent {
  month: number;
  until: number | null;
  path: string;
  value: ParameterValue;
  /** It falls away where its parameter is set before. */
  planned: boolean;
}

/** A parameter that can be a lever. Numbers without evidence have no unit, range or grade. */
export interface Parameter {
  path: string;
  kind: 'switch' | 'choice' | 'integer' | 'number' | 'text' | 'list';
  from_start: boolean;
  role: 'lever' | 'cost' | 'given';
  /** Changing it costs the firm nothing in this market. */
  free: boolean;
  choices: ParameterValue[];
  unit?: string;
  low: number;
  high: number;
  least: number | null;
  most: number | null;
  grade?: 'measured' | 'reported' | 'from_memory' | 'assumed';
  sourced?: boolean;
  usual?: number | null;
}

export interface ScenarioText {
  hook: string;
  what_is_it: string;
  how_it_works: string;
  how_to_use_it: string;
  things_to_notice: string;
  things_to_try: string;
  transfer: string;
  extending: string;
  references: string;
  discussion: string[];
}

/** What a lesson tells its instructor. */
export interface TeachingNotes {
  minutes: { part: string; in_20: string; in_45: string; in_90: string }[];
  never_cut: string;
  without_a_computer: string;
  discussion: { ask: string; expected: string; misconception: string; reply: string }[];
}

/** What is told of a question beforehand: an alternative's value, or for a curve one at each place. */
export interface PredictionBase {
  alternative: string;
  values: number[];
}

/** What a lesson asks before the run; simulation/lab/PROTOCOL.md explains the kinds. */
export type Prediction = { id: string; base: PredictionBase | null } & (
  | { kind: 'choice'; options: string[]; alternatives: boolean }
  | { kind: 'number'; lowest: number; highest: number }
  | { kind: 'month'; first: number; last: number }
  | { kind: 'curve'; lowest: number; highest: number; at: number[] | null; options: string[] | null }
  | { kind: 'ranking'; options: string[] }
);

export interface PredictionWords {
  ask: string;
  why: string;
  unit: string;
  example: string;
  options: Record<string, string>;
  never: string;
}

/** A mean with its interval; null where there is none. */
export interface Interval {
  mean: number | null;
  low: number | null;
  high: number | null;
}

/** The middle month of the runs, and between which 8 of 10 lie; null: not within the run. */
export interface MonthOfRuns {
  month: number | null;
  low: number | null;
  high: number | null;
  without: number;
}

/** A mean at each place of a curve, with intervals. */
export interface CurveOfRuns {
  mean: (number | null)[];
  low: (number | null)[];
  high: (number | null)[];
}

export type CurveShape = 'flat' | 'rising' | 'falling' | 'hump' | 'dip' | 'step';

/** Predictions that many make, why, and a reply; what the trap does not declare is null. */
export interface PredictionTrap {
  from: number | null;
  to: number | null;
  option: string | null;
  first: string | null;
  shape: CurveShape | null;
  never: boolean | null;
  words: InBothLanguages<{ reason: string; reply: string }>;
}

/** What the replications so far answer; `answer` is null if they cannot. */
export type PredictionAnswer = {
  replications: number;
  about_right: number | null;
  traps: PredictionTrap[];
} & (
  | {
      kind: 'choice';
      alternatives: Record<string, Interval>;
      answer: { option: string; best: string | null; second: string | null; lead: Interval } | null;
    }
  | { kind: 'number'; alternatives: Record<string, Interval>; answer: Interval | null }
  | { kind: 'month'; alternatives: Record<string, MonthOfRuns>; answer: MonthOfRuns | null }
  | {
      kind: 'curve';
      alternatives: Record<string, CurveOfRuns | Interval>;
      answer: (CurveOfRuns & { shape: CurveShape | null }) | null;
    }
  | { kind: 'ranking'; alternatives: Record<string, Interval>; answer: { places: string[][] } | null }
);

export interface ScenarioWords {
  title: string;
  question: string;
  text: ScenarioText;
  firms: Record<string, string>;
  alternatives: Record<string, string>;
  claims: Record<string, string>;
  predictions: Record<string, PredictionWords>;
}

/** A market that has just been opened. */
export interface Market {
  scenario: string;
  firms: string[];
  focal: string;
  customers: number;
  months: number;
  currency: string;
  reference_price: number;
  kind: 'contractual' | 'repeat_purchase';
  acquaintances: number[][];
  reasons: string[];
  alternatives: { name: string; set: Record<string, ParameterValue> }[];
  events: MarketEvent[];
  /** What the reader is challenged to reach; what is not asked for is null. */
  challenge: { stay_a_year: number | null; earn_more_than: string | null } | null;
  predictions: Prediction[];
  words: InBothLanguages<ScenarioWords>;
  parameters: Parameter[];
  values: Record<string, ParameterValue | null>;
  start: Ties & { firm: string; involvement: string; values: FirmMeasures };
}

/** One byte a customer, in Base64: what leaving would cost her, in units of `cost_unit`; satisfaction, 255 for 100. */
export interface Ties {
  costs: string;
  cost_unit: number;
  satisfaction: string;
}

/** A month that was run: `dots` is everybody's supplier, one byte a customer, in Base64. */
export interface MonthReport extends Ties {
  month: number;
  firms: FirmMeasures;
  dots: string;
  left: number[];
  /** Why each of them left: a place in the market's `reasons`. */
  reason: number[];
  /** Who told each of them of the firm to which she went, in this month or the two before. */
  told: (number | null)[];
}

export type Quantity = 'involvement' | 'satisfaction' | 'switching_cost' | 'loyalty_type';
export type Search = 'reason' | 'locked' | 'about' | 'often' | 'never';

/** A customer that was found; `figure` is what the search is about. */
export interface Hit {
  customer: number;
  firm: number;
  to?: number;
  /** The month in which she left. */
  month?: number;
  figure: number;
}

export interface StoryEvent {
  month: number;
  kind: 'failure' | 'complaint' | 'reward' | 'told' | 'left';
  firm: number;
  by?: number;
  to?: number;
}

export type LeavingCost = 'procedural' | 'financial' | 'relational';

/** A decision of a customer, each term an array over the firms, in the scenario's currency. */
export interface Decision {
  month: number;
  trip: number;
  own: number;
  chosen: number;
  reason: string;
  forced: boolean;
  horizon: number;
  terms: Record<string, number[]>;
  leaving: Record<LeavingCost, number>;
  spared: Record<LeavingCost, number>;
  draw: number[];
  /** How likely each choice was, before the draw. */
  chances: number[];
  utility: (number | null)[];
}

/** The life of one customer from month 0 on. */
export interface Story {
  customer: number;
  months: number;
  /** What the service itself is worth a month, whoever supplies it. */
  base: number;
  traits: { involvement: number };
  acquaintances: number[];
  series: Record<'firm' | 'satisfaction' | 'commitment' | LeavingCost, number[]>;
  events: StoryEvent[];
  decisions: Decision[];
}

/** One line of a verdict. */
export interface BriefLine {
  said: string;
  evidence: string;
}

/** A run with one thing changed: whether a customer stays with the firm that she left. */
export interface Kept {
  number: number;
  trials: number;
  kind: 'none' | 'failures' | 'level' | 'price' | 'exit_fee';
  value: number | null;
  from_month: number;
  /** The change itself costs the firm nothing in this market. */
  free: boolean;
  possible: boolean;
  cost?: number | null;
  stays?: boolean;
  left?: number | null;
  to?: number | null;
}

export interface VerdictWords {
  brief: BriefLine[];
  sentences: string[];
  conditions: string[];
  winner: string | null;
}

/** What all replications so far allow to say about the compared alternatives. */
export interface Verdict {
  replications: number;
  /** By the name of each alternative but the first. */
  against: Record<string, { runs: number[]; known: Interval }>;
  lamp: 'few' | 'nearly' | 'enough';
  enough: number;
  words: InBothLanguages<VerdictWords>;
  predictions: Record<string, PredictionAnswer>;
}

export interface ComparedAlternative {
  name: string;
  series: Record<string, (number | null)[]>;
}

/** A run to compare: the scenario with what its alternative `own` sets and with these moves. */
export interface ToCompare {
  name: string;
  own?: string;
  moves: Move[];
}

/** One replication of a comparison; each of `fates` is one byte a customer, in Base64. */
export interface Twinned {
  replication: number;
  alternatives: ComparedAlternative[];
  placebo: number;
  fates: Record<string, string>;
  verdict: Verdict;
}

export type ClaimVerdict = 'holds' | 'does_not_hold' | 'undecided' | 'beyond';

export type LessonStep = 'question' | 'predict' | 'run' | 'debrief' | 'discuss';

/** What is given to a question, by kind; a month is null for "not within the run". */
export type GivenAnswer =
  string | number | null | { best: number; low: number; high: number } | number[] | string[][];

/** The state of the class as a page may know it. */
export interface ClassState {
  /** Another name is another class: the laboratory was started again. */
  room: string;
  /** The market of the lesson that is taught; null before the first. */
  recipe: Recipe | null;
  /** The step that is open to all. */
  step: LessonStep | null;
  /** Until the predictions close, if that was said. */
  seconds: number | null;
  present: number;
  locked: number;
  /** Whether this student's prediction is locked. */
  mine: boolean;
}

/** A student's prediction, without a name. */
export interface CollectedPrediction {
  answers: Record<string, GivenAnswer>;
  reasons: Record<string, string>;
}

/** What the engine says without having been asked. */
export interface Push {
  push: 'class';
  class: ClassState;
}

/** What the schema declares of a parameter with a single value; `firm.price` is the price of any firm. */
export interface FormField {
  path: string;
  kind: 'switch' | 'choice' | 'integer' | 'number' | 'text';
  role: 'lever' | 'cost' | 'given';
  choices: (string | number)[];
  usual: ParameterValue | null;
  least: number | null;
  most: number | null;
  longest: number | null;
  may_be_missing: boolean;
  /** `usual`, `low` and `high` are shares of the reference price. */
  in_prices: boolean;
  unit?: string;
  grade?: 'measured' | 'reported' | 'from_memory' | 'assumed';
  low?: number;
  high?: number;
}

/** A market of one's own: its text, and what the form shows; `firm.0.price` is the first firm's price. */
export interface DraftMarket {
  name: string;
  text: string;
  digest: string;
  firms: string[];
  values: Record<string, ParameterValue | null>;
  words: InBothLanguages<{ title: string; question: string; alternatives: Record<string, string> }>;
  events: MarketEvent[];
  alternatives: { name: string; set: Record<string, ParameterValue> }[];
  has_lesson: boolean;
}

/** Something that is wrong with a draft; the path is empty where values contradict each other. */
export interface DraftMistake {
  path: string;
  error: InBothLanguages<string>;
}

/** A firm of the form: its name, and what the text calls it (null: it is new). */
export interface FirmRow {
  name: string;
  was: string | null;
}

export interface DraftEdit {
  path: string;
  value: ParameterValue | null;
}

/** What each request carries, by the name of the request. */
export interface Requests {
  catalogue: Record<string, never>;
  open: { recipe: Partial<Recipe> };
  form: Record<string, never>;
  draft: {
    start: 'scenario' | 'template' | 'text';
    given?: string;
    language?: Language;
    firms?: FirmRow[];
    edits?: DraftEdit[];
  };
  step: { months: number };
  change: { path: string; value: ParameterValue };
  look: { quantity: Quantity };
  find: { what: Search; month: number; most: number };
  tell: { customer: number; alternative?: string };
  kept: { customer: number; firm: number; month: number; failure: number; number: number };
  twin: { replication: number; alternatives: ToCompare[] };
  other_luck: { replication: number };
  course: { alternative: string };
  judge: { replication: number };
  fingerprint: Record<string, never>;
  notes: Record<string, never>;
  join: { who: string };
  teach: { key: string };
  lock: { scenario: string } & CollectedPrediction;
  lead: { recipe: Recipe; step: LessonStep };
  one_more_minute: Record<string, never>;
  end: Record<string, never>;
  collect: Record<string, never>;
}

/** What each request is answered with, by the name of the request. */
export interface Answers {
  catalogue: { version: number; scenarios: CatalogueEntry[] };
  open: { version: number; market: Market };
  form: { fields: FormField[]; most_firms: number; longest: number };
  draft: { mistakes: DraftMistake[]; draft: DraftMarket | null };
  step: { month: number; months: MonthReport[] };
  change: { moves: Move[] };
  look: { month: number; quantity: Quantity; low: number; high: number; dots: string };
  find: { what: Search; hits: Hit[]; departures?: number; likely?: number; had_to?: number };
  tell: { alternative: string | null; story: Story };
  kept: Kept;
  twin: Twinned;
  other_luck: { retention_rate: (number | null)[][] };
  course: { profit_cumulative: (number | null)[] };
  judge: {
    replication: number;
    runs: number;
    verdicts: Record<string, ClaimVerdict>;
    tested: Partial<Record<Language, Record<string, [string, string]>>>;
  };
  fingerprint: { month: number; digest: string };
  notes: { notes: InBothLanguages<TeachingNotes> };
  join: { class: ClassState | null };
  teach: { secret: string; address: string; qr: string[]; class: ClassState };
  lock: { class: ClassState };
  lead: { class: ClassState };
  one_more_minute: { class: ClassState };
  end: { class: ClassState };
  collect: { class: ClassState; predictions: CollectedPrediction[] };
}
