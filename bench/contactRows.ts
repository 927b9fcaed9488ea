import type { IDataObject } from 'n8n-workflow';

import type { ServiceAddress } from './service';
import { autoCallNode, httpRequestNode, TRIGGER, type BenchWorkflow } from './workflow';

const CONTACTS_PER_REQUEST = 10_000;

/** Rows as from a CRM, each with its own number. */
export function crmRows(count: number): IDataObject[] {
	return Array.from({ length: count }, (_none, index) => ({
		phone: `+7701${String(index).padStart(7, '0')}`,
		name: `Customer ${index}`,
		debt: String(1000 + index),
	}));
}

/** The ten bodies that have to be sent: the first creates the list, the others add to it. */
export function contactBodies(rows: IDataObject[]): object[] {
	const contacts = rows.map(({ phone, name, debt }) => ({
		number: phone,
		extra: name,
		variables: { debt },
	}));
	const bodies: object[] = [];
	for (let start = 0; start < contacts.length; start += CONTACTS_PER_REQUEST) {
		const numbers = contacts.slice(start, start + CONTACTS_PER_REQUEST);
		bodies.push(start === 0 ? { name: 'Bench', numbers } : { numbers });
	}
	return bodies;
}

/** Contact List → Create from all input items. */
export function createContactList(): BenchWorkflow {
	return {
		nodes: [
			autoCallNode('contactList', 'create', {
				name: 'Bench',
				contactsSource: 'inputItems',
				numberField: 'phone',
				extraField: 'name',
				variableFields: 'debt',
			}),
		],
	};
}

/**
 * The same without this package: Edit Fields brings each row into the API's form, Loop Over Items takes
 * 10,000 at a time, Aggregate makes one list of them, and HTTP Request adds it to an existing contact list.
 */
export function addContactsByHttpRequest({ url, contactListId }: ServiceAddress): BenchWorkflow {
	const to = (node: string) => [{ node, type: 'main' as const, index: 0 }];
	return {
		nodes: [
			{
				name: 'Edit Fields',
				type: 'n8n-nodes-base.set',
				parameters: {
					mode: 'manual',
					includeOtherFields: false,
					assignments: {
						assignments: [
							{ id: '1', name: 'number', type: 'string', value: '={{ $json.phone }}' },
							{ id: '2', name: 'extra', type: 'string', value: '={{ $json.name }}' },
							{ id: '3', name: 'variables.debt', type: 'string', value: '={{ $json.debt }}' },
						],
					},
				},
			},
			{
				name: 'Loop Over Items',
				type: 'n8n-nodes-base.splitInBatches',
				parameters: { batchSize: CONTACTS_PER_REQUEST },
			},
			{
				name: 'Aggregate',
				type: 'n8n-nodes-base.aggregate',
				parameters: { aggregate: 'aggregateAllItemData', destinationFieldName: 'numbers' },
			},
			httpRequestNode({
				method: 'POST',
				url: `${url}/lists/append/${contactListId}`,
				sendBody: true,
				specifyBody: 'json',
				jsonBody: '={{ { numbers: $json.numbers } }}',
			}),
		],
		connections: {
			[TRIGGER]: { main: [to('Edit Fields')] },
			'Edit Fields': { main: [to('Loop Over Items')] },
			'Loop Over Items': { main: [[], to('Aggregate')] },
			Aggregate: { main: [to('HTTP Request')] },
			'HTTP Request': { main: [to('Loop Over Items')] },
		},
	};
}
