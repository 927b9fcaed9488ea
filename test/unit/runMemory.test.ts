/** The work of a run is remembered for its own tries, and for nothing else. */
import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { itemSlot } from '../../nodes/shared/call/memory';
import { RunMemory } from '../../nodes/shared/duplicates/runMemory';

/** A start of the node, as n8n tells of it. */
interface Start {
	runIndex?: number;
	operation?: string;
	executionId?: string;
	maxTries?: number;
}

const sent = itemSlot<string>('sent');

/** Starts the node again and again within what n8n stores of one execution. */
function starts() {
	const stored: IDataObject = {};
	return ({ runIndex = 0, operation = 'create', executionId = '7', maxTries = 3 }: Start = {}) => {
		const context = {
			getContext: () => stored,
			evaluateExpression: () => runIndex,
			getNodeParameter: (name: string) => (name === 'operation' ? operation : 'smsBulk'),
			getExecutionId: () => executionId,
			getNode: () => ({ type: 'autoCall', retryOnFail: true, maxTries }),
		} as unknown as IExecuteFunctions;
		const memory = new RunMemory(context, 'runMemory');
		return { memory, item: { memory: memory.of(0) } };
	};
}

it('the next try of the run knows it', () => {
	const start = starts();
	sent.set(start().item, 'the first');
	expect(sent.get(start().item)).toBe('the first');
	expect(sent.get(start({ executionId: '8' }).item)).toBe('the first');
});

it.each<[string, Start]>([
	['the next round of a loop', { runIndex: 1 }],
	['another operation', { operation: 'update' }],
])('%s begins anew', (_what, other) => {
	const start = starts();
	sent.set(start().item, 'the first');
	expect(sent.get(start(other).item)).toBeUndefined();
});

it('what is forgotten is not known to the next try', () => {
	const start = starts();
	const { memory, item } = start();
	sent.set(item, 'the first');
	memory.forget();
	expect(sent.get(start().item)).toBeUndefined();
});

it.each([
	[undefined, 3],
	[1, 2],
	[4, 4],
	[9, 5],
])(
	'with Max. Tries %s n8n starts the node %i times, which a Retry counts anew',
	(maxTries, most) => {
		const start = starts();
		const isLast = (executionId: string) =>
			!start({ maxTries, executionId }).memory.isStartedAgain([{ json: { error: 'No.' } }]);
		for (const executionId of ['7', '8']) {
			const tries = Array.from({ length: most }, () => isLast(executionId));
			expect(tries).toEqual([...Array<boolean>(most - 1).fill(false), true]);
		}
	},
);

it('a run whose first item went through is not started again', () => {
	const { memory } = starts()();
	expect(memory.isStartedAgain([{ json: { id: 1 } }, { json: { error: 'No.' } }])).toBe(false);
});
