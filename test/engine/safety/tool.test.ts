/** The node as the tool of an AI agent: n8n sends nothing twice by itself, and the model is told what may be. */
import type { IDataObject } from 'n8n-workflow';

import { useBench } from '../../support/autoCall';
import { derivedClientId } from '../../support/derivedClientId';
import { mayBeDoneByAgent, SERVICE_FAULT } from './lostResponses';
import { numberAt, people, posted, sent } from './scenarios';

const bench = useBench();

const flashCall = { resource: 'flashCall', operation: 'send', number: numberAt(0) };
const smsBulk = {
	...{ resource: 'smsBulk', operation: 'create', name: 'Debts', text: 'Hello' },
	...people(1),
};
const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 };

const { message, description } = mayBeDoneByAgent(SERVICE_FAULT, {
	advice:
		'The phone may have rung: ask its owner, or check Payment → Get Many for the charge, before you call again.',
});

/** An expression of the editor's button "Let the model define this parameter". */
const leftToModel = (key: string, type: string) =>
	`={{ /*n8n-auto-generated-fromAI-override*/ $fromAI('${key}', \`\`, '${type}') }}`;

/** Parameters that protect money and people, as a stored workflow may have them. */
const PROTECTIVE: Array<[label: string, parameters: IDataObject]> = [
	['Max Cost', { options: { maxCost: leftToModel('Max_Cost', 'number') } }],
	['Outside Allowed Hours', { options: { outsideAllowedHours: leftToModel('Hours', 'string') } }],
	['Duplicate Protection', { options: { duplicateProtection: leftToModel('D', 'boolean') } }],
	['Allow Identical Campaigns', { options: { allowIdentical: leftToModel('A', 'boolean') } }],
	['Missing Variables', { options: { missingVariables: leftToModel('M', 'string') } }],
	['Contacts', { contactsSource: leftToModel('Contacts', 'string') }],
	['Invalid Numbers', { invalidNumbers: leftToModel('Invalid_Numbers', 'string') }],
	['Remove Duplicates', { removeDuplicates: leftToModel('Remove_Duplicates', 'boolean') }],
];
/** Values that a wrong model would give them. */
const HARMFUL = {
	...{ Max_Cost: 1e6, query: { limit: 1e6 }, Hours: 'moveIntoWindow', D: false },
	...{ A: true, M: 'allow', Contacts: 'json', Invalid_Numbers: 'skip', Remove_Duplicates: false },
};
const notFixed = (label: string) =>
	`"${label}" takes a fixed value only, since an AI agent uses this node as its tool [item 0].`;
const FIX_IT =
	'Nothing was sent. It protects money and people, so the model must not set it: choose the value yourself, or leave the option out.';

/** Runs the node in the way of agents up to version 2. */
const asTool = async (
	parameters: IDataObject,
	more: { settings?: object; calls?: object[] } = {},
) => await bench().engine.runTool({ parameters, credential: bench().credential, ...more });

describe('of an agent up to version 2', () => {
	it('a flash call whose response was lost is not made again by Retry On Fail, and the model is told', async () => {
		bench().sandbox.faults.add({ kind: 'statusAfterEffect', status: 500 });
		const { answers } = await asTool(flashCall, { settings: retryOnFail });
		expect(answers).toEqual([JSON.stringify([{ error: `${message}. ${description}` }])]);
		expect(posted(bench(), '/flash-calls')).toHaveLength(1);
	});

	it('each call of the model makes a campaign of its own', async () => {
		const { answers } = await asTool(smsBulk, { calls: [{}, {}] });
		expect(answers).toHaveLength(2);
		const ids = posted(bench(), '/bulks').map(({ client_id }) => client_id);
		expect(ids).toEqual([derivedClientId(), derivedClientId()]);
		expect(ids[0]).not.toBe(ids[1]);
	});

	it('it does not wait for a campaign: n8n drops the parameter, which tools do not have', async () => {
		const { answers, status } = await asTool({ ...smsBulk, waitForCompletion: true });
		expect(status).toBe('success');
		const [campaign] = JSON.parse(answers[0] as string) as IDataObject[];
		expect(campaign).toMatchObject({ id: 401 });
		expect(campaign).not.toHaveProperty('waitTimedOut');
	});

	it('Max Cost holds for each call of the model', async () => {
		const options = { maxCost: 15 };
		const { answers } = await asTool({ ...smsBulk, options }, { calls: [{}, {}] });
		const refusal =
			'"Max Cost" is 15 tenge, but the SMS bulk could cost 16 tenge [item 0]. Nothing was sent. Raise Max Cost, or reach fewer people.';
		expect(answers).toEqual([refusal, refusal].map((error) => JSON.stringify([{ error }])));
		expect(posted(bench(), '/bulks')).toEqual([]);
	});

	it.each(PROTECTIVE)('the model may not set %s: nothing is sent', async (label, parameters) => {
		const { answers } = await asTool({ ...smsBulk, ...parameters }, { calls: [HARMFUL] });
		expect(answers).toEqual([JSON.stringify([{ error: `${notFixed(label)} ${FIX_IT}` }])]);
		expect(sent(bench())).toEqual([]);
	});

	it.each(['={{ $json.query.limit }}', '={{ 5 + 5 }}', "={{ 1 * $fromAI('limit') }}"])(
		'Max Cost is no expression of another kind either: %s',
		async (maxCost) => {
			const { answers } = await asTool(
				{ ...smsBulk, options: { maxCost } },
				{ calls: [{ ...HARMFUL, limit: '1000000' }] },
			);
			expect(answers[0]).toMatch(/takes a fixed value only|must be an amount of 0 or more/);
			expect(sent(bench())).toEqual([]);
		},
	);

	it('what it may set reaches the service', async () => {
		const text = "={{ $fromAI('text', '', 'string') }}";
		await asTool({ ...smsBulk, text }, { calls: [{ text: 'Your order is ready' }] });
		expect(posted(bench(), '/bulks')).toMatchObject([{ text: 'Your order is ready' }]);
	});
});

describe('of a later agent, for which the engine runs it', () => {
	const settings = { rewireOutputLogTo: 'ai_tool' } as const;

	it('a flash call whose response was lost is not made again by Retry On Fail, and the model is told', async () => {
		bench().sandbox.faults.add({ kind: 'statusAfterEffect', status: 500 });
		const { resource, operation, ...parameters } = flashCall;
		const { run } = await bench().run(resource, operation, parameters, {
			...retryOnFail,
			settings,
		});
		expect(run.data.resultData.runData.AutoCall?.[0]?.data?.ai_tool?.[0]).toMatchObject([
			{ json: { error: `${message}. ${description}` } },
		]);
		expect(posted(bench(), '/flash-calls')).toHaveLength(1);
	});

	// With an expression in Contacts n8n asks for the fields of all its choices, and doesn't run the node.
	const ofRun = PROTECTIVE.filter(([label]) => label !== 'Contacts');
	it.each(ofRun)('the model may not set %s: nothing is sent', async (label, parameters) => {
		const { resource, operation, ...fixed } = smsBulk;
		const { run } = await bench().run(
			resource,
			operation,
			{ ...fixed, ...parameters },
			{ settings, items: [HARMFUL] },
		);
		expect(run.data.resultData.runData.AutoCall?.[0]?.data?.ai_tool?.[0]).toMatchObject([
			{ json: { error: `${notFixed(label)} ${FIX_IT}` } },
		]);
		expect(sent(bench())).toEqual([]);
	});

	it('an n8n that offers a wait all the same is told why there is none', async () => {
		const { resource, operation, ...parameters } = smsBulk;
		const { run } = await bench().run(
			resource,
			operation,
			{ ...parameters, waitForCompletion: true },
			{ settings },
		);
		expect(run.data.resultData.runData.AutoCall?.[0]?.data?.ai_tool?.[0]).toMatchObject([
			{
				json: {
					error: expect.stringMatching(
						/^"Wait for Completion" cannot be used in a tool of an AI agent \[item 0\]\. Nothing was sent\./,
					) as string,
				},
			},
		]);
		expect(sent(bench())).toEqual([]);
	});
});

it('in a workflow, where no model is at work, an expression may set Max Cost', async () => {
	const { resource, operation, ...parameters } = smsBulk;
	const { error } = await bench().run(
		resource,
		operation,
		{ ...parameters, options: { maxCost: '={{ $json.limit }}' } },
		{ items: [{ limit: 15 }] },
	);
	expect((error as Error).message).toMatch(/^"Max Cost" is 15 tenge, but/);
});
