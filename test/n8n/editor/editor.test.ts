import type { INode, INodeParameters } from 'n8n-workflow';

import type { WorkflowFile } from '../../../scripts/n8n/client';
import { PACKAGE } from '../../../scripts/n8n/communityPackage';
import { byId } from '../../support/autoCall';
import { COMPOSITES, OPERATIONS } from '../../support/surface';
import { useN8n } from '../support';
import { iconIn } from './support/editor';
import { useEditor, type Theme } from './support/useEditor';

const bench = useN8n();
const inEditor = useEditor(bench);

describe.each<[Theme, string]>([
	['light', 'autocall.svg'],
	['dark', 'autocall.dark.svg'],
])('in the %s theme', (theme, icon) => {
	it('adds the node by search, picks what it does, chooses a list by search, and gets its contacts', async () => {
		const { sandbox, credential } = bench();
		sandbox.seedContactList({ name: 'Customers of Almaty', contacts: CONTACTS });
		sandbox.seedContactList({ name: 'Customers of Astana' });
		sandbox.seedContactList({ name: 'Staff' });

		await inEditor(theme, async (editor) => {
			const nodes = await editor.newWorkflow();
			const found = await nodes.search('autocall', 'AutoCall');
			expect(await iconIn(found)).toBe(icon);
			const actions = await nodes.openActions(found);
			expect(actions).toHaveLength(Object.values(OPERATIONS).flat().length + COMPOSITES.length);
			const panel = await nodes.add('Call many people');
			expect(await iconIn(panel.root)).toBe(icon);

			await panel.chooseCredential(credential.name);
			expect(await panel.chosen('resource')).toBe('Autocall');
			await panel.choose('resource', 'Contact List');
			await panel.choose('operation', 'Get Contacts');
			expect(await panel.openList('contactListId')).toEqual([
				'Staff (2 contacts)',
				'Customers of Astana (2 contacts)',
				'Customers of Almaty (3 contacts)',
			]);
			expect(await panel.searchList('almaty', 1)).toEqual(['Customers of Almaty (3 contacts)']);
			await panel.chooseInList('Customers of Almaty (3 contacts)');
			expect(await panel.chosenInList('contactListId')).toBe('Customers of Almaty (3 contacts)');

			await panel.execute();
			const [head = [], ...rows] = await panel.outputTable();
			expect(
				rows.map((cells) => [cells[head.indexOf('number')], cells[head.indexOf('extra')]]),
			).toEqual(CONTACTS.map(({ number, extra }) => [number, extra]));
			expect(await panel.itemCount()).toBe('3 items');

			await panel.close();
			// n8n names a node after its action as long as nobody else has.
			expect(await iconIn(editor.node('Get the contacts of a contact list'))).toBe(icon);
		});
	});

	it('says what AutoCall.kz did not accept (422) by the label of the parameter, and how to go on', async () => {
		const { sandbox, importWorkflow } = bench();
		const { id } = sandbox.seedAutocall({ status: 'awaiting' });
		const workflowId = await importWorkflow(
			workflowOf('Update Autocall', {
				resource: 'autocall',
				operation: 'update',
				autocallId: byId(id) as INodeParameters,
				updateFields: { timeFrom: '09:00' },
			}),
		);

		await inEditor(theme, async (editor) => {
			await editor.openWorkflow(workflowId);
			const panel = await editor.openNode('Update Autocall');
			await panel.execute();
			expect(await panel.error()).toEqual({
				message:
					'AutoCall.kz did not accept: Time From: Поле time_from должно быть между 11:00:00 и 20:30:00 [item 0]',
				description:
					'Your account may call and text from 11:00 to 20:30 (Almaty time). Choose a time within these hours, or ask AutoCall.kz support for other hours. Correct the values named here and run this again. Nothing was changed.',
			});
		});
		expect(sandbox.requests.map(({ method, status }) => [method, status])).toContainEqual([
			'PUT',
			422,
		]);
	});

	it('says so when the key is wrong, and where the right one is found', async () => {
		const { client, sandbox, importWorkflow } = bench();
		const wrongKey = `Wrong key in ${theme}`;
		await client.createCredential(wrongKey, 'autoCallApi', {
			apiKey: 'not-a-key-of-this-account',
			baseUrl: sandbox.url,
		});
		const workflowId = await importWorkflow(
			workflowOf('Get Balance', { resource: 'account', operation: 'getBalance' }),
		);

		await inEditor(theme, async (editor) => {
			await editor.openWorkflow(workflowId);
			const panel = await editor.openNode('Get Balance');
			await panel.chooseCredential(wrongKey);
			await panel.execute();
			expect(await panel.error()).toEqual({
				message: 'AutoCall.kz did not accept the API key [item 0]',
				description:
					'Open the AutoCall credential and paste the API key again. Find it in your account at autocall.kz under Settings → API.',
			});
		});
		expect(sandbox.requests.map(({ status }) => status)).toEqual([401]);
	});
});

describe.each([['Call many people'], ['Send SMS to many people']])(
	'in a new workflow, %s',
	(action) => {
		it('opens on Input Items and asks for no lists, which are there once they are wanted', async () => {
			const { sandbox } = bench();
			sandbox.seedContactList({ name: 'Customers of Almaty', contacts: CONTACTS });

			await inEditor('light', async (editor) => {
				const nodes = await editor.newWorkflow();
				await nodes.openActions(await nodes.search('autocall', 'AutoCall'));
				const panel = await nodes.add(action);
				expect(await panel.chosen('contactsSource')).toBe('Input Items');
				expect(await panel.text()).not.toContain('Error fetching options');
				expect(sandbox.requests).toEqual([]);

				await panel.choose('contactsSource', 'Contact Lists');
				await panel.choose('contactListIds', 'Customers of Almaty (3 contacts)');
				await panel.close();
			});
		});
	},
);

describe('what an SMS text may hold', () => {
	const bulk = (text: string) =>
		workflowOf('Text People', { resource: 'smsBulk', operation: 'create', text });
	const autocall = (text: string) =>
		workflowOf('Text People', {
			...{ resource: 'autocall', operation: 'create' },
			additionalFields: { text },
		});
	const perContact = 'Personal variables: {{name}} becomes the value of each contact';

	it.each<[string, (text: string) => WorkflowFile, string]>([
		['an SMS bulk', bulk, perContact],
		[
			'an autocall',
			autocall,
			'SMS Text After Answer is on Expression: n8n fills everything in {{ }}',
		],
	])('is said of %s on Fixed and on Expression', async (_kind, workflow, onExpression) => {
		const { importWorkflow } = bench();
		const stories = [
			[await importWorkflow(workflow('Hello {{name}}')), perContact],
			[await importWorkflow(workflow('=Hello {{ $json.name }}')), onExpression],
		] as const;

		await inEditor('light', async (editor) => {
			for (const [workflowId, words] of stories) {
				await editor.openWorkflow(workflowId);
				const panel = await editor.openNode('Text People');
				await panel.says(words);
				await panel.close();
			}
		});
	});
});

it('variables of defined contacts are names and values, and those that were saved as JSON stay', async () => {
	const { importWorkflow } = bench();
	const workflowId = await importWorkflow(
		workflowOf('Text People', {
			...{ resource: 'smsBulk', operation: 'create', name: 'Debts', text: 'Hello {{name}}' },
			contactsSource: 'define',
			contacts: {
				contact: [
					{
						number: CONTACTS[0]?.number,
						variableValues: { variable: [{ name: 'name', value: 'Aigerim' }] },
					},
				],
			} as unknown as INodeParameters,
		}),
	);
	const older = await importWorkflow(
		workflowOf('Text People', {
			...{ resource: 'smsBulk', operation: 'create', name: 'Debts', text: 'Hello {{name}}' },
			contactsSource: 'define',
			contacts: {
				contact: [{ number: CONTACTS[0]?.number, extra: '', variables: '{ "name": "Aigerim" }' }],
			} as unknown as INodeParameters,
		}),
	);

	await inEditor('light', async (editor) => {
		await editor.openWorkflow(workflowId);
		const panel = await editor.openNode('Text People');
		await panel.says('Add Variable');
		expect(await panel.text()).not.toContain('Variables (JSON)');
		await panel.close();

		await editor.openWorkflow(older);
		const olderPanel = await editor.openNode('Text People');
		await olderPanel.says('Variables (JSON)');
		await olderPanel.execute();
		const [head = [], row = []] = await olderPanel.outputTable();
		expect(row[head.indexOf('recipients')]).toBe('1');
		await olderPanel.close();
	});
	expect(
		bench()
			.sandbox.store.messages.all()
			.map(({ text }) => text),
	).toEqual(['Hello Aigerim']);
});

const CONTACTS = [
	{ number: '+77011234501', extra: 'Aigerim S.' },
	{ number: '+77021234502', extra: 'Daniyar K.' },
	{ number: '+77051234503', extra: 'Saule T.' },
];

/** A node that is started by hand. */
function workflowOf(name: string, parameters: INodeParameters): WorkflowFile {
	const node = (fields: Pick<INode, 'name' | 'type' | 'parameters'>, x: number): INode => ({
		id: fields.name,
		typeVersion: 1,
		position: [x, 0],
		...fields,
	});
	const start = 'When Clicking Execute';
	return {
		name,
		nodes: [
			node({ name: start, type: 'n8n-nodes-base.manualTrigger', parameters: {} }, 0),
			node({ name, type: `${PACKAGE}.autoCall`, parameters }, 220),
		],
		connections: { [start]: { main: [[{ node: name, type: 'main', index: 0 }]] } },
	};
}
