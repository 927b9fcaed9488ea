import type { INode, INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { PACKAGE } from '../../../scripts/n8n/communityPackage';
import { OPERATIONS, COMPOSITES } from '../../support/surface';
import { useN8n } from '../support';
import { expectedPanels, type ExpectedPanel } from './support/expectedPanels';
import type { ShownParameter } from './support/nodePanel';
import { useEditor } from './support/useEditor';

// The panels load their lists one after the other, faster than the service lets one.
const bench = useN8n({ sandbox: { requestsPerMinute: 10_000 } });
const inEditor = useEditor(bench);

/** Milliseconds for all panels of the node on a busy machine. */
const WALK_LIMIT = 600_000;
/** Texts that look like code: `contactListId`, `list_id`, a value that isn't there, an object as a text. */
const CODE = /\b[a-z]+[A-Z]\w*|\b[a-z]+_\w+|\bundefined\b|\bnull\b|\bNaN\b|\[object/;

it.each(['autoCall', 'autoCallTrigger'])(
	'every parameter of %s is shown under its label, and nothing looks like code',
	async (name) => {
		const { client, sandbox, importWorkflow } = bench();
		sandbox.seedContactList();
		sandbox.seedSound();
		const type = `${PACKAGE}.${name}`;
		const description = (await client.nodeTypes()).find((node) => node.name === type);
		const panels = expectedPanels(description as INodeTypeDescription);
		const workflowId = await importWorkflow({
			name: 'Every panel',
			nodes: panels.map((panel, index) => nodeOf(type, panel, index)),
			connections: {},
		});

		await inEditor('light', async (editor) => {
			await editor.openWorkflow(workflowId);
			const faults: string[] = [];
			for (const { title, shown } of panels) {
				const panel = await editor.openNode(title);
				const parameters = await panel.showing([...shown.keys()]);
				for (const parameter of parameters) {
					const property = shown.get(parameter.path) as INodeProperties;
					faults.push(...faultsOf(parameter, property).map((fault) => `${title}: ${fault}`));
				}
				const [code] = CODE.exec(await panel.text()) ?? [];
				if (code !== undefined) faults.push(`${title}: says ${code}`);
				await panel.close();
			}
			expect(faults).toEqual([]);
		});
	},
	WALK_LIMIT,
);

it('all operations are among those panels', async () => {
	const description = (await bench().client.nodeTypes()).find(
		({ name }) => name === `${PACKAGE}.autoCall`,
	);
	const walked = expectedPanels(description as INodeTypeDescription).map(
		({ parameters }) => `${parameters.resource}.${parameters.operation}`,
	);
	const all = Object.entries(OPERATIONS).flatMap(([resource, operations]) =>
		operations.map((operation) => `${resource}.${operation}`),
	);
	expect([...new Set(walked)].sort()).toEqual([...all, ...COMPOSITES].sort());
});

function nodeOf(type: string, { title, parameters }: ExpectedPanel, index: number): INode {
	return {
		id: `node-${index}`,
		name: title,
		type,
		typeVersion: 1,
		position: [(index % 10) * 240, Math.floor(index / 10) * 240],
		parameters,
	};
}

/** The flaws of a parameter as the panel shows it. */
function faultsOf(
	{ path, label, chosen, choices = [] }: ShownParameter,
	{ displayName, type, typeOptions }: INodeProperties,
): string[] {
	const faults = [];
	if (label !== displayName) faults.push(`${path} has the label ${label}`);
	const code = [label ?? '', ...choices].find((text) => text === '' || CODE.test(text));
	if (code !== undefined) faults.push(`${path} says "${code}"`);
	if (type === 'options' && !typeOptions?.loadOptionsMethod && !choices.includes(chosen ?? '')) {
		faults.push(`${path} says that ${chosen} is chosen, which it does not offer`);
	}
	return faults;
}
