/** Creates whose effect the service can't show: never sent again automatically. */
import type { IDataObject } from 'n8n-workflow';

import type { Fault, Sandbox } from '../../../sandbox';
import { byId, useBench, useFastWaits, type Bench } from '../../support/autoCall';
import type { RunNodeOptions } from '../../support/engine';
import { CONNECTION_LOST, mayBeDone, SERVICE_FAULT, UNREADABLE, type Words } from './lostResponses';
import { seen, sent } from './scenarios';

useFastWaits();
const bench = useBench();

/** Creates whose effect the service can't show. */
interface Untraceable {
	what: string;
	resource: string;
	operation: string;
	parameters: (sandbox: Sandbox) => IDataObject;
	/** The request that must not be repeated. */
	request: string;
	advice: string;
}

const untraceable: Untraceable[] = [
	{
		what: 'a flash call',
		resource: 'flashCall',
		operation: 'send',
		parameters: () => ({ number: '+77010000001' }),
		request: 'POST /flash-calls',
		advice:
			'The phone may have rung: ask its owner, or check Payment → Get Many for the charge, before you call again.',
	},
	{
		what: 'a top-up',
		resource: 'payment',
		operation: 'createTopUp',
		parameters: () => ({ amount: 500 }),
		request: 'POST /payments',
		advice: 'Nothing is paid until somebody opens the link of a top-up, so you can run this again.',
	},
	{
		what: 'an uploaded sound',
		resource: 'sound',
		operation: 'upload',
		parameters: () => ({ name: 'Hello' }),
		request: 'POST /sounds',
		advice: 'Use Sound → Get Many to check whether it exists before you run this again.',
	},
	{
		what: 'a synthesized sound',
		resource: 'sound',
		operation: 'synthesize',
		parameters: () => ({ name: 'Hello', text: 'Good afternoon' }),
		request: 'POST /sounds',
		advice:
			'Use Sound → Get Many to check whether it exists, and was charged, before you run this again.',
	},
	{
		what: 'a scenario',
		resource: 'scenario',
		operation: 'create',
		parameters: () => ({ name: 'Survey', data: '{ "start": { "type": "record" } }' }),
		request: 'POST /scenarios',
		advice: 'Use Scenario → Get Many to check whether it exists before you run this again.',
	},
	{
		what: 'a relaunch, although it is a GET',
		resource: 'autocall',
		operation: 'relaunch',
		parameters: (sandbox) => ({ autocallId: byId(sandbox.seedAutocall().id) }),
		request: 'GET /autocalls/relaunch/{id}',
		advice:
			'Use Contact List → Get Many to check whether there is a new list before you run this again.',
	},
	{
		what: 'a transcription, although it is a GET',
		resource: 'sound',
		operation: 'transcribeAnswer',
		parameters: () => ({ file: 'answer-1-1.mp3' }),
		request: 'GET /sounds/listen/{file}',
		advice:
			'It may have been charged: check Payment → Get Many. Run this again if you still need the text.',
	},
	{
		what: 'a test call',
		resource: 'testCall',
		operation: 'send',
		parameters: ({ url }) => ({ phone: '+77771234567', options: { baseUrl: url } }),
		request: 'POST /test-call',
		advice: 'The phone may have rung: ask its owner before you call again.',
	},
	{
		what: 'a number to confirm',
		resource: 'confirmedNumber',
		operation: 'add',
		parameters: () => ({ number: '+77020000001' }),
		request: 'POST /settings/confirmed_numbers',
		advice:
			'The number may have been called: use Confirmed Number → Get Many to check before you run this again.',
	},
	{
		what: 'the verification of a number',
		resource: 'confirmedNumber',
		operation: 'verify',
		parameters: () => ({ verificationCode: '30756' }),
		request: 'POST /settings/confirmed_numbers',
		advice: 'Check your AutoCall.kz account before you run this again.',
	},
];

/** Runs an operation, with all that the operations need. */
async function carryOut(
	{ sandbox, engine, run }: Bench,
	{ resource, operation, parameters }: Untraceable,
	settings: Partial<RunNodeOptions> = {},
) {
	sandbox.seedConfirmedNumber({ verified_at: null });
	sandbox.seedCall({ autocall_id: 1, data: { record: 'answer-1-1.mp3' } });
	const data = await engine.storeBinary(Buffer.from('ID3 something'), 'a.mp3', 'audio/mpeg');
	const items = [{ json: {}, binary: { data } }];
	return await run(resource, operation, parameters(sandbox), { items, ...settings });
}

describe('where the service cannot tell, nothing is sent again, and the error says how to find out', () => {
	const lost: Array<[string, Fault, Words]> = [
		['the connection breaks off before the effect', { kind: 'reset' }, CONNECTION_LOST],
		['the connection breaks off after it', { kind: 'resetAfterEffect' }, CONNECTION_LOST],
		['the service has a fault', { kind: 'status', status: 500 }, SERVICE_FAULT],
		['the response is cut off', { kind: 'truncatedJson' }, UNREADABLE],
		['the response is empty', { kind: 'emptyBody' }, UNREADABLE],
	];
	const each = untraceable.flatMap((one) => lost.map((fault) => [one, ...fault] as const));

	it.each(each.map(([one, how, fault, words]) => [one.what, how, one, fault, words] as const))(
		'%s: %s',
		async (_what, _how, one, fault, words) => {
			const own = bench();
			own.sandbox.faults.add(fault);
			expect(seen(await carryOut(own, one))).toEqual(mayBeDone(words, one));
			expect(sent(own)).toEqual([one.request]);
		},
	);

	it.each(untraceable.map((one) => [one.what, one] as const))(
		'%s: not by Retry On Fail either, nor by Retry of the failed execution',
		async (_what, one) => {
			const own = bench();
			own.sandbox.faults.add({ kind: 'statusAfterEffect', status: 500 });
			const settings = { retryOnFail: true, waitBetweenTries: 1 };
			const failed = await carryOut(own, one, settings);
			expect(seen(failed)).toEqual(mayBeDone(SERVICE_FAULT, one));
			expect(seen(await failed.retry())).toEqual(mayBeDone(SERVICE_FAULT, one));
			expect(sent(own)).toEqual([one.request]);
		},
	);

	it.each(untraceable.map((one) => [one.what, one] as const))(
		'%s: by Retry once Duplicate Protection is off',
		async (_what, one) => {
			const own = bench();
			own.sandbox.faults.add({ kind: 'status', status: 500 });
			const parameters = (sandbox: Sandbox) => {
				const { options, ...others } = one.parameters(sandbox);
				return { ...others, options: { ...(options as object), duplicateProtection: false } };
			};
			const failed = await carryOut(own, { ...one, parameters });
			expect(failed.error?.description).toMatch(
				/Duplicate Protection is off: Retry sends it again\.$/,
			);
			await failed.retry();
			expect(sent(own)).toEqual([one.request, one.request]);
		},
	);
});
