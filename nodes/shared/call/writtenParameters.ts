import type { IExecuteFunctions } from 'n8n-workflow';

import { holdsExpression } from '../declaration/expressions';

/** A parameter as it is written in the node. */
export interface WrittenParameter {
	/** With its expressions as they are; undefined where n8n has none. */
	value: unknown;
	/** Whether it differs from item to item. */
	hasExpression: boolean;
}

/** n8n's own check of types goes through all parameters of the node; ours are checked by their parsers. */
const AS_WRITTEN = { rawExpressions: true, skipValidation: true };

/** Stands for a parameter that n8n doesn't have, as n8n throws without a fallback. */
const NONE = {};

/** The parameters of a run as they are written: the same for all its items, so each is read once. */
export class WrittenParameters {
	private readonly known = new Map<string, WrittenParameter>();

	constructor(private readonly context: IExecuteFunctions) {}

	/** @param name a top-level parameter */
	of(name: string): WrittenParameter {
		const known = this.known.get(name) ?? this.read(name);
		this.known.set(name, known);
		return known;
	}

	private read(name: string): WrittenParameter {
		const written = this.context.getNodeParameter(name, 0, NONE, AS_WRITTEN);
		const value = written === NONE ? undefined : written;
		return { value, hasExpression: holdsExpression(value) };
	}
}
