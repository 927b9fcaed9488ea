import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import type { WorkflowFile } from '../n8n/client';
import { PACKAGE } from '../n8n/communityPackage';
import { autodialer, zvonobot } from '../n8n/services';

/** People of no real name or number, as in a table of overdue payments. */
const OVERDUE_CUSTOMERS = [
	{ name: 'Aigerim', phone: '8 701 000 00 11', debt: 15000, city: 'Almaty' },
	{ name: 'Daniyar', phone: '+7 (702) 000-00-12', debt: 8400, city: 'Astana' },
	{ name: 'Madina', phone: '77050000013', debt: 23750, city: 'Almaty' },
	{ name: 'Timur', phone: '8 (747) 000 00 14', debt: 4200, city: 'Shymkent' },
	{ name: 'Saule', phone: '+77010000015', debt: 11300, city: 'Almaty' },
];

/** A campaign of calls to the people of a table. */
export function callOverdueCustomers(sound: { id: number; name: string }): WorkflowFile {
	return chain('Call overdue customers', [
		node('When Clicking Execute', 'n8n-nodes-base.manualTrigger', {}),
		node(
			'Overdue Customers',
			'n8n-nodes-base.code',
			{ jsCode: `return ${JSON.stringify(OVERDUE_CUSTOMERS)}.map((json) => ({ json }));` },
			2,
		),
		node('Call Overdue Customers', `${PACKAGE}.autoCall`, {
			resource: 'autocall',
			operation: 'create',
			name: 'Payment reminder, November',
			type: 'regular',
			soundSource: 'existing',
			soundId: fromList(sound.id, `${sound.name}`),
			contactsSource: 'inputItems',
			numberField: 'phone',
			extraField: 'name',
			variableFields: 'name, debt',
		}),
	]);
}

/** A change of a campaign to an hour at which nobody may be called. */
export function callTooEarly(autocall: { id: number; name: string }): WorkflowFile {
	return chain('Call earlier', [
		node('When Clicking Execute', 'n8n-nodes-base.manualTrigger', {}),
		node('Call From 8 in the Morning', `${PACKAGE}.autoCall`, {
			resource: 'autocall',
			operation: 'update',
			autocallId: fromList(autocall.id, autocall.name),
			updateFields: { timeFrom: '08:00' },
		}),
	]);
}

/** A workflow that starts on finished campaigns. */
export function onFinishedCampaigns(): WorkflowFile {
	return chain('Results of campaigns', [
		node('When a Campaign Ends', `${PACKAGE}.autoCallTrigger`, {
			events: ['AutocallFinished', 'SMSBulkFinished', 'balanceBelow'],
			balanceThreshold: 5000,
			options: { includeDetails: true },
		}),
	]);
}

/** People of no real name or number who have an appointment. */
const APPOINTMENTS = [
	{ name: 'Aigerim', phone: '8 701 000 00 11', time: '10:00' },
	{ name: 'Daniyar', phone: '+7 (702) 000-00-12', time: '11:30' },
	{ name: 'Madina', phone: '77050000013', time: '12:00' },
	{ name: 'Timur', phone: '8 (747) 000 00 14', time: '15:30' },
];

/** Calls that ask the people of a table whether they will come. */
export function callForAppointments(): WorkflowFile {
	return chain('Appointments of tomorrow', [
		node('When Clicking Execute', 'n8n-nodes-base.manualTrigger', {}),
		node(
			'Appointments',
			'n8n-nodes-base.code',
			{ jsCode: `return ${JSON.stringify(APPOINTMENTS)}.map((json) => ({ json }));` },
			2,
		),
		node('Call Everybody', `${zvonobot.packageName}.zvonobot`, {
			...{ resource: 'call', operation: 'create', contactsSource: 'inputItems' },
			...{ numberField: 'phone', callerIdSource: 'pool', messageSource: 'text' },
			text: 'You have an appointment tomorrow. Press 1 to confirm it, 2 to cancel it, or 9 if we should not call you again.',
			answers: {
				answer: [
					{ digit: 1, actions: { text: 'Thank you, see you tomorrow.' } },
					{ digit: 2, actions: { smsText: 'Your appointment is cancelled.' } },
					{ digit: 9, actions: { needBlock: true } },
				],
			},
		}),
	]);
}

/** Rows of people with overdue payments for a dialer. */
export function giveToDialer(): WorkflowFile {
	return chain('Overdue payments', [
		node('When Clicking Execute', 'n8n-nodes-base.manualTrigger', {}),
		node(
			'Overdue Customers',
			'n8n-nodes-base.code',
			{ jsCode: `return ${JSON.stringify(OVERDUE_CUSTOMERS)}.map((json) => ({ json }));` },
			2,
		),
		node('Give to the Dialer', `${autodialer.packageName}.autodialer`, {
			...{ resource: 'task', operation: 'create', contactsSource: 'inputItems' },
			...{ numberField: 'phone', nameField: 'name', variableFields: 'debt, city' },
			scenarioType: '1',
		}),
	]);
}

/** A workflow that starts when a call of the dialer ends. */
export function onEndedCalls(): WorkflowFile {
	return chain('Results', [
		node('Call Ended', `${autodialer.packageName}.autodialerTrigger`, { downloadRecording: true }),
	]);
}

function fromList(id: number, name: string): INodeParameters {
	return { __rl: true, mode: 'list', value: String(id), cachedResultName: name } as INodeParameters;
}

function node(name: string, type: string, parameters: IDataObject, typeVersion = 1): INode {
	return {
		id: name,
		name,
		type,
		typeVersion,
		position: [0, 0],
		parameters: parameters as INodeParameters,
	};
}

/** Nodes one after the other. */
function chain(name: string, nodes: INode[]): WorkflowFile {
	return {
		name,
		nodes: nodes.map((each, index) => ({ ...each, position: [index * 240, 0] })),
		connections: Object.fromEntries(
			nodes
				.slice(1)
				.map(({ name: next }, index) => [
					nodes[index]?.name,
					{ main: [[{ node: next, type: 'main', index: 0 }]] },
				]),
		),
	};
}
