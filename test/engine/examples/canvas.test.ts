/** The check of the examples' layout finds what it is there for. */
import type { INode } from 'n8n-workflow';

import { overlaps, STICKY_NOTE } from './canvas';

const placed = (
	name: string,
	type: string,
	position: [number, number],
	parameters = {},
): INode => ({
	...{ id: name, name, type, typeVersion: 1, position, parameters },
});
const note = (position: [number, number]) =>
	placed('Note', STICKY_NOTE, position, { width: 300, height: 200 });
const node = (name: string, position: [number, number], type = 'n8n-nodes-base.set') =>
	placed(name, type, position);

it.each<[string, [number, number]]>([
	['covers it', [-100, -100]],
	['covers its left edge', [-290, 0]],
	['covers its name below it', [0, 120]],
	['covers what its name is wider', [110, 100]],
])('finds a note that %s', (_what, position) => {
	expect(overlaps([note(position), node('Node', [0, 0])])).toEqual([['Note', 'Node']]);
});

it('finds nothing where notes and nodes lie side by side', () => {
	const nodes = [note([0, -200]), node('First', [0, 0]), node('Second', [200, 0]), note([0, 152])];
	expect(overlaps(nodes)).toEqual([]);
});

it('knows that an AI agent is wider than other nodes', () => {
	const agent = node('Agent', [0, 0], '@n8n/n8n-nodes-langchain.agent');
	expect(overlaps([agent, node('Node', [200, 0])])).toEqual([['Agent', 'Node']]);
	expect(overlaps([node('Other', [0, 0]), node('Node', [200, 0])])).toEqual([]);
});
