/** The changes of `npm run dev` to the example workflows before it imports them. */
import { N8nClient, type WorkflowFile } from '../../scripts/n8n/client';
import { importExamples } from '../../scripts/n8n/developmentFolder';
import { SERVICES } from '../../scripts/n8n/services';
import { example, exampleFiles } from '../../scripts/n8n/workflowFile';

/** An n8n that already has these workflows, and takes others. @returns what it was given */
async function imported(present: string[] = [], service = SERVICES[0]): Promise<WorkflowFile[]> {
	const created: WorkflowFile[] = [];
	const client = Object.assign(new N8nClient('http://127.0.0.1:1'), {
		workflows: async () => present.map((name) => ({ id: name, name })),
		createWorkflow: async (workflow: WorkflowFile) => created.push(workflow),
	});
	const credential = { id: '7', name: 'A sandbox' };
	await importExamples(client as unknown as N8nClient, service!, credential);
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

it.each(SERVICES.map((service) => [service.name, service] as const))(
	'imports every example of %s that is not there yet, with the sandbox’s credential',
	async (_name, service) => {
		const [first, ...others] = exampleFiles(service).map((file) => example(file).name);
		expect(first).toBeDefined();
		expect((await imported([], service)).map(({ name }) => name)).toEqual([first, ...others]);
		expect((await imported([first!], service)).map(({ name }) => name)).toEqual(others);

		const chosen = (await imported([], service)).flatMap(({ nodes }) =>
			nodes.flatMap(({ credentials }) => credentials?.[service.credentialType] ?? []),
		);
		expect(new Set(chosen.map(({ id }) => id))).toEqual(new Set(['7']));
	},
);
