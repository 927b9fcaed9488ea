import type { IDataObject } from 'n8n-workflow';

import type { Sandbox, SandboxOptions } from '../../../sandbox';
import type { Engine, ItemInput } from '../engine';
import type { SeededRandom } from '../seededRandom';
import type { Finding, Judge } from './findings';
import type { Account } from './service';

/** Where a schedule takes place: an account of its own, and random choices that its seed repeats. */
export interface Stage<OwnSandbox extends Account = Sandbox> {
	engine: Engine;
	sandbox: OwnSandbox;
	credential: object;
	random: SeededRandom;
	/** The `options` collection of this schedule's node, to be passed on with the parameters. */
	options: IDataObject;
}

/** The request that an operation is about, which faults strike most. */
export interface MainRequest {
	method: 'GET' | 'POST' | 'PUT' | 'DELETE';
	/** As `FaultMatch` takes it: `/lists`. */
	path: string | RegExp;
}

/** A task of the node, and the check of its outcome. */
export interface NodeErrand {
	resource: string;
	operation: string;
	parameters: IDataObject;
	/** One for each thing that is asked for. */
	items: ItemInput[];
	/** The operation runs once for all items. */
	takesAllItems?: boolean;
	/** The items go together in a few requests, and each comes out by itself. */
	isBatch?: boolean;
	/** Several items are under way at a time. */
	isSideBySide?: boolean;
	main: MainRequest;
	/** Things that happen in the account meanwhile, each before a request of the walk is served. */
	meanwhile?: Array<() => void>;
	judge: Judge;
}

/** The outcome of a task that is not a run of the node. */
export interface OwnOutcome {
	findings: Finding[];
	/** Its error. */
	errors: unknown[];
	/** Its result, as text. */
	output: string;
}

/** More or less than a run of the node: a trigger's polls, a list in the editor, an execution that waits. */
export interface OwnErrand {
	main: MainRequest;
	carryOut: () => Promise<OwnOutcome>;
}

export type Errand = NodeErrand | OwnErrand;

/** A kind of operation, a line of the summary. */
export interface Kind<OwnSandbox extends Account = Sandbox> {
	name: string;
	/** How often it is chosen beside the others; 1 unless told otherwise. */
	weight?: number;
	/** How its account differs from a rich one with small pages. */
	account?: OwnSandbox extends Sandbox ? SandboxOptions : object;
	/** Sets up the account, and gives what is asked for. */
	errand(stage: Stage<OwnSandbox>): Errand | Promise<Errand>;
}
