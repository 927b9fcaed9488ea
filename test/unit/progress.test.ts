import type { IExecuteFunctions } from 'n8n-workflow';

import { Progress } from '../../nodes/shared/call/progress';

const said = { log: [] as string[], editor: [] as string[] };

/** A run in a mode of n8n, which takes what is said. */
const runIn = (mode: 'manual' | 'trigger') =>
	({
		logger: { info: (line: string) => said.log.push(line) },
		getMode: () => mode,
		sendMessageToUI: (line: string) => said.editor.push(line),
	}) as unknown as IExecuteFunctions;

beforeEach(() => {
	jest.useFakeTimers({ now: new Date('2026-03-16T07:00:00Z') });
	said.log = [];
	said.editor = [];
});
afterEach(() => jest.useRealTimers());

it('says every five seconds at the most how much is done', () => {
	const progress = new Progress(runIn('trigger'), 'AutoCall', 'Contact List → Get Contacts');
	for (let page = 1; page <= 40; page++) {
		jest.advanceTimersByTime(400);
		progress.step(page, 40, 'pages');
	}
	expect(said.log).toEqual(
		[13, 26, 39].map((page) => `AutoCall, Contact List → Get Contacts: ${page} of 40 pages`),
	);
});

it('says nothing of a run that is over within seconds', () => {
	const progress = new Progress(runIn('manual'), 'AutoCall', 'Contact → Get');
	for (let item = 1; item <= 100; item++) {
		jest.advanceTimersByTime(40);
		progress.step(item, 100, 'items');
	}
	expect(said).toEqual({ log: [], editor: [] });
});

it('says until when a request waits, but of no wait that is over within a second', () => {
	const progress = new Progress(runIn('trigger'), 'AutoCall', 'Contact → Get');
	progress.waiting(999);
	progress.waiting(30_000);
	expect(said.log).toEqual(['AutoCall, Contact → Get: waiting until 2026-03-16T07:00:30.000Z']);
});

it.each([
	['manual', 1],
	['trigger', 0],
] as const)('in mode %s says %i line in the editor', (mode, lines) => {
	new Progress(runIn(mode), 'AutoCall', 'Contact → Get').waiting(2_000);
	expect(said.log).toHaveLength(1);
	expect(said.editor).toEqual(said.log.slice(0, lines));
});
