/** The AutoCall Trigger in the editor, as a person adds it. */
import type { INodeProperties, INodePropertyOptions, INodeTypeDescription } from 'n8n-workflow';

import { notificationTypes } from '../../../sandbox/store/entities';
import { loadEngine } from '../../support/engine';

const TRIGGER = 'n8n-nodes-autocall.autoCallTrigger';
/** Words that Title Case leaves small. */
const SMALL_WORDS = [
	'a',
	'an',
	'and',
	'as',
	'at',
	'by',
	'for',
	'in',
	'of',
	'on',
	'or',
	'the',
	'to',
];

let description: INodeTypeDescription;
beforeAll(async () => {
	description = (await loadEngine()).nodeDescription(TRIGGER);
});

/** The node's own parameters, without those that n8n puts in front of every polling trigger. */
const ownProperties = () => description.properties.filter(({ name }) => name !== 'pollTimes');

const property = (name: string) => {
	const found = ownProperties().find((candidate) => candidate.name === name);
	if (!found) throw new Error(`The trigger has no parameter ${name}`);
	return found;
};

const isTitleCase = (label: string) =>
	label
		.split(' ')
		.every((word, index) => /^[A-Z]/.test(word) || (index > 0 && SMALL_WORDS.includes(word)));

it('is a trigger that polls, with the AutoCall credential', () => {
	expect(description).toMatchObject({
		displayName: 'AutoCall Trigger',
		name: 'autoCallTrigger',
		version: 1,
		group: ['trigger'],
		polling: true,
		inputs: [],
		outputs: ['main'],
		credentials: [{ name: 'autoCallApi', required: true }],
		defaults: { name: 'AutoCall Trigger' },
	});
});

it('lets the person set how often it polls', () => {
	expect(description.properties[0]).toMatchObject({ name: 'pollTimes' });
});

it('offers every notification type, any of them, and the balance threshold', () => {
	const values = (property('events').options as INodePropertyOptions[]).map(({ value }) => value);

	expect([...values].sort()).toEqual(['*', 'balanceBelow', ...notificationTypes].sort());
});

it('sets the two events of a low balance side by side, each with whose threshold it goes by', () => {
	const events = property('events').options as INodePropertyOptions[];
	expect(
		events.filter(({ name }) => /below/i.test(name)).map(({ name, value }) => [name, value]),
	).toEqual([
		['Balance Below Threshold Set at AutoCall.kz', 'LowBalance'],
		['Balance Below Threshold Set Here', 'balanceBelow'],
	]);
	expect(new Set(events.map(({ action }) => action)).size).toBe(events.length);
});

it('asks for the threshold only when that of this node is chosen', () => {
	expect(property('balanceThreshold')).toMatchObject({
		type: 'number',
		default: 1000,
		required: true,
		displayOptions: { show: { events: ['balanceBelow'] } },
	});
});

it('has the options Deliver Unread at First, Include Details and Mark as Read, all off', () => {
	const options = property('options').options as INodeProperties[];
	expect(
		options.map(({ displayName, name, default: preset }) => [displayName, name, preset]),
	).toEqual([
		['Deliver Unread at First', 'deliverUnread', false],
		['Include Details', 'includeDetails', false],
		['Mark as Read', 'markAsRead', false],
	]);
});

it('labels everything in Title Case, in the order of the alphabet, and explains it in a sentence', () => {
	const events = property('events').options as INodePropertyOptions[];
	const options = property('options').options as INodeProperties[];
	const explained = [
		...ownProperties()
			.filter(({ name }) => name !== 'options')
			.map(({ displayName, description: text }) => ({ label: displayName, text })),
		...events.map(({ name, description: text }) => ({ label: name, text })),
		...options.map(({ displayName, description: text }) => ({ label: displayName, text })),
	];

	expect(explained.filter(({ label }) => !isTitleCase(label))).toEqual([]);
	expect(explained.filter(({ text }) => !/^[A-Z0-9].{15,}/.test(text ?? ''))).toEqual([]);
	for (const labels of [
		events.map(({ name }) => name.toLowerCase()),
		options.map(({ displayName }) => displayName.toLowerCase()),
	]) {
		expect(labels).toEqual([...labels].sort());
	}
	expect(new Set(events.map(({ name }) => name)).size).toBe(events.length);
});
