/** The check of the examples' parameters finds what it is there for. */
import type { IDataObject, INode } from 'n8n-workflow';

import { loadEngine } from '../../support/engine';
import { asTool, parameterFaults } from './parameterFaults';

const OWN = 'n8n-nodes-autocall.autoCall';

async function faultsOf(parameters: IDataObject, type = OWN, typeVersion = 1): Promise<string[]> {
	const engine = await loadEngine();
	const node = { id: '1', name: 'Node', type, typeVersion, position: [0, 0], parameters } as INode;
	return parameterFaults(node, engine.nodeDescription(type, typeVersion));
}

const getCalls = {
	resource: 'autocall',
	operation: 'getCalls',
	autocallId: { __rl: true, mode: 'id', value: '42' },
};

it('finds nothing wrong with a node as the editor saves it', async () => {
	expect(await faultsOf({ ...getCalls, limit: 10, options: { longestWait: 5 } })).toEqual([]);
	expect(await faultsOf({ resource: '={{ $json.what }}' })).toEqual([
		'resource: takes no expression',
	]);
});

it.each<[string, IDataObject, string[]]>([
	['a misspelt parameter', { ...getCalls, limits: 10 }, ['limits: no such parameter here']],
	[
		'a parameter of another operation',
		{ ...getCalls, text: 'Hello' },
		['text: no such parameter here'],
	],
	[
		'a parameter that another one hides',
		{ ...getCalls, returnAll: true, limit: 5 },
		['limit: no such parameter here'],
	],
	[
		'a misspelt option of a collection',
		{ ...getCalls, options: { longWait: 5 } },
		['options.longWait: no such parameter here'],
	],
	[
		'an operation that does not exist',
		{ resource: 'tariff', operation: 'get' },
		['operation: has no choice get'],
	],
	['a number written as a text', { ...getCalls, limit: '10' }, ['limit: must be a number']],
	[
		'a mode that a resource locator does not have',
		{ ...getCalls, autocallId: { __rl: true, mode: 'url', value: '42' } },
		['autocallId: has no mode url'],
	],
	[
		'a required parameter that is empty',
		{ resource: 'flashCall', operation: 'send', number: '' },
		['number: Parameter "Number" is required.'],
	],
	[
		'a misspelt field of an entry',
		{
			resource: 'contactList',
			name: 'A',
			contactsSource: 'define',
			contacts: { contact: [{ number: '+7', remark: 'x' }] },
		},
		['contacts.contact[0].remark: no such parameter here'],
	],
])('finds %s', async (_what, parameters, faults) => {
	expect(await faultsOf(parameters)).toEqual(faults);
});

it('finds a field that only a newer version of the node has', async () => {
	const form = (typeVersion: number) =>
		faultsOf(
			{ formTitle: 'A', formFields: { values: [{ fieldLabel: 'Phone', fieldName: 'phone' }] } },
			'n8n-nodes-base.formTrigger',
			typeVersion,
		);
	expect(await form(2.5)).toEqual([]);
	expect(await form(2.2)).toEqual(['formFields.values[0].fieldName: no such parameter here']);
});

it('knows the description that a tool has besides', async () => {
	const engine = await loadEngine();
	const tool = asTool(engine.nodeDescription(OWN));
	const node = (toolDescription: string) =>
		({
			id: '1',
			name: 'Node',
			type: `${OWN}Tool`,
			typeVersion: 1,
			position: [0, 0],
			parameters: { ...getCalls, descriptionType: 'manual', toolDescription },
		}) as INode;
	expect(parameterFaults(node('Reads the calls'), tool)).toEqual([]);
	expect(parameterFaults(node(''), tool)).toEqual([
		'toolDescription: Parameter "Description" is required.',
	]);
});
