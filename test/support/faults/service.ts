import type { IDataObject } from 'n8n-workflow';

import type { Faults, RecordedRequest } from '../../../sandbox';
import type { Engine, NodeResult, RunNodeOptions } from '../engine';
import type { Kind } from './kind';
import type { Schedule } from './schedule';

/** An account as its service's sandbox keeps it: what was asked for, and what is to go wrong. */
export interface Account {
	/** Every request so far, whatever became of it. */
	requests: RecordedRequest[];
	/** Requests and responses that broke the service's contract. */
	violations: string[];
	faults: Faults;
	close(): Promise<void>;
}

/** A node with the account that it works with. */
export interface Trial<Sandbox extends Account> {
	engine: Engine;
	sandbox: Sandbox;
	credential: object;
	/** Runs an operation of the service's node with the credential. */
	run(
		resource: string,
		operation: string,
		parameters: IDataObject,
		options: Partial<RunNodeOptions>,
	): Promise<NodeResult>;
}

/** A service whose nodes are tried while things go wrong. */
export interface FaultyService<Sandbox extends Account> {
	/** Every kind of operation, in the order of the summary. */
	kinds: Array<Kind<Sandbox>>;
	/** n8n's engine with the service's package. */
	engine(): Promise<Engine>;
	/** Opens an account for a schedule; its key is that of `keyOf`. */
	open(schedule: Schedule<Sandbox>): Promise<Trial<Sandbox>>;
	/** The parts of a request that must not hold the key: all but its carrier. */
	publicPartOf(request: RecordedRequest): unknown;
	/** Operations that create, call, text or charge (`resource.operation`): each has to be tried. */
	creating: string[];
}

/** The operations of a node that create, call, text or charge: `call.create`. */
export function creatingIn(
	resources: Record<string, { operations: Record<string, { creates: boolean }> }>,
): string[] {
	return Object.entries(resources).flatMap(([resource, { operations }]) =>
		Object.entries(operations)
			.filter(([, { creates }]) => creates)
			.map(([operation]) => `${resource}.${operation}`),
	);
}
