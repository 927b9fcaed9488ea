/** The changes of `npm run dev` to the example workflows before it imports them. */
import { N8nClient, type WorkflowFile } from '../../scripts/n8n/client';
import { importExamples } from '../../scripts/n8n/developmentFolder';
import { example, exampleFiles } from '../../scripts/n8n/workflowFile';

/** An n8n that already has these workflows, and takes others. @returns what it was given */
async function imported(present: string[] = []): Promise<WorkflowFile[]> {
	const created: WorkflowFile[] = [];
	const client = Object.assign(new N8nClient('http://127.0.0.1:1'), {
		workflows: async () => present.map((name) => ({ id: name, name })),
		createWorkflow: async (workflow: WorkflowFile) => created.push(workflow),
	});
	await importExamples(client as unknown as N8nClient, { id: '7', name: 'AutoCall sandbox' });
	return created;
}

const dialer = example('crm-to-dialer.json');

it('waits seconds where the example waits minutes, as the sandbox’s campaigns take no longer', async () => {
	const workflow = (await imported()).find(({ name }) => name === dialer.name);
	const waitOf = ({ nodes }: WorkflowFile) =>
		nodes.find(({ name }) => name === 'Wait')?.parameters ?? {};

	expect(waitOf(dialer)).toMatchObject({ amount: 2, unit: 'minutes' });
	expect(waitOf(workflow as WorkflowFile)).toMatchObject({ amount: 5, unit: 'seconds' });
});

it('imports every example that is not there yet, with the sandbox’s credential', async () => {
	const others = await imported([dialer.name]);

	expect(others).toHaveLength(exampleFiles().length - 1);
	expect(others.map(({ name }) => name)).not.toContain(dialer.name);
	const chosen = others.flatMap(({ nodes }) =>
		nodes.flatMap(({ credentials }) => credentials?.autoCallApi ?? []),
	);
	expect(new Set(chosen.map(({ id }) => id))).toEqual(new Set(['7']));
});
