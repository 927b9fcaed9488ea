import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

/**
 * The kind of a flaw: something `lost` or `repeated` without an error; the key where it must not be (`leak`);
 * an error that doesn't tell what may have been done (`unclear`); anything else (`wrong`).
 */
export type FindingKind = 'lost' | 'repeated' | 'leak' | 'unclear' | 'wrong';

/** A fault of the node. */
export interface Finding {
	kind: FindingKind;
	/** How many effects, records or sightings. */
	count: number;
	/** A sentence about it. */
	what: string;
}

/** The outcome of an item, by the node's report. */
export interface ItemReport {
	/** Index among the items. */
	item: number;
	/**
	 * `succeeded` with its outputs; `failed` with its error; `doneBefore` another item's error stopped the
	 * node; `notReached` by then; `beside` it, where several are under way at once; `notTold` where only some are.
	 */
	state: 'succeeded' | 'failed' | 'doneBefore' | 'notReached' | 'beside' | 'notTold';
	/** The items that came out for it, errors left out. */
	outputs: INodeExecutionData[];
	/** Message and description of the error that the item failed with, or that stopped the node. */
	said?: string;
}

/** Compares what the node reported of an item with what the service holds. */
export type Judge = (report: ItemReport) => Finding[] | Promise<Finding[]>;

/** How an error tells that what was asked for may have been carried out. */
const TELLS_OF_DOUBT = /may have been carried out/;

export function finding(kind: FindingKind, what: string, count = 1): Finding {
	return { kind, what, count };
}

/**
 * The judge of what creates, calls, texts or charges: it takes effect once for an item that is reported as
 * done, at most once for any other, and an error with an effect says so.
 *
 * @param effectsOf what the service holds of an item: for each effect the fields by which a success's output
 * is known to be about it
 * @param tells what an error says if there may be an effect
 */
export function tookEffectOnce(
	effectsOf: (item: number) => IDataObject[],
	tells = TELLS_OF_DOUBT,
): (report: ItemReport) => Finding[] {
	return ({ item, state, outputs, said = '' }) => {
		const effects = effectsOf(item);
		const findings: Finding[] = [];
		if (effects.length > 1) {
			findings.push(
				finding('repeated', `item ${item} took effect ${effects.length} times`, effects.length - 1),
			);
		}
		const isDone = state === 'succeeded' || state === 'doneBefore';
		if (isDone && effects.length === 0) {
			findings.push(finding('lost', `item ${item} is reported as done and left nothing`));
		}
		if (state === 'succeeded' && effects.length > 0 && !isAbout(outputs, effects)) {
			const given = JSON.stringify(outputs.map(({ json }) => json)).slice(0, 300);
			findings.push(finding('wrong', `item ${item} gave something else: ${given}`));
		}
		if (state === 'failed' && effects.length > 0 && !tells.test(said)) {
			findings.push(finding('unclear', `item ${item} took effect, but its error says: ${said}`));
		}
		if (state === 'failed' && outputs.length > 0) {
			findings.push(finding('wrong', `item ${item} failed and gave something all the same`));
		}
		const isNamed = effects.some(({ id }) => id === undefined || said.includes(String(id)));
		if (state === 'doneBefore' && effects.length > 0 && !isNamed) {
			findings.push(
				finding('unclear', `item ${item} was done before, and its ID isn't said: ${said}`),
			);
		}
		if (state === 'beside' && effects.length > 0 && !isNamed && !tellsOf(item, said, tells)) {
			findings.push(finding('unclear', `item ${item} took effect beside the error: ${said}`));
		}
		if (state === 'notReached' && effects.length > 0) {
			findings.push(finding('unclear', `item ${item} took effect without a word`));
		}
		return findings;
	};
}

/** Whether an error says of an item beside it that there may be an effect. */
function tellsOf(item: number, said: string, tells: RegExp): boolean {
	return said.split(/[;·]\s/).some((part) => part.includes(`[item ${item}]`) && tells.test(part));
}

function isAbout(outputs: INodeExecutionData[], effects: IDataObject[]): boolean {
	return (
		outputs.length === 1 &&
		effects.some((effect) =>
			Object.entries(effect).every(([key, value]) => outputs[0]?.json[key] === value),
		)
	);
}

/** The judge of what changes or deletes: reported as done, it is done. */
export function reachedState(
	isReached: (item: number) => boolean,
	isRightOutput: (json: IDataObject, item: number) => boolean,
): (report: ItemReport) => Finding[] {
	return ({ item, state, outputs }) => {
		if (state !== 'succeeded' && state !== 'doneBefore') return [];
		const findings: Finding[] = [];
		if (!isReached(item)) {
			findings.push(finding('lost', `item ${item} is reported as done and is not`));
		}
		if (state === 'succeeded' && !(outputs.length === 1 && isRightOutput(outputs[0]!.json, item))) {
			const given = JSON.stringify(outputs.map(({ json }) => json)).slice(0, 300);
			findings.push(finding('wrong', `item ${item} gave something else: ${given}`));
		}
		return findings;
	};
}

/** The judge of what gives one thing: a success gives that. */
export function gave(isRight: (output: INodeExecutionData, item: number) => boolean): Judge {
	return ({ item, state, outputs }) => {
		if (state !== 'succeeded') return [];
		if (outputs.length === 1 && isRight(outputs[0]!, item)) return [];
		const given = JSON.stringify(outputs.map(({ json }) => json)).slice(0, 300);
		return [finding('lost', `item ${item} gave something else: ${given}`)];
	};
}
