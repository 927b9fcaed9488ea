/** The node as the tool of an AI agent: n8n sends nothing twice by itself, and the model is told what may be. */
import type { IDataObject } from 'n8n-workflow';

import { useBench } from '../../support/autoCall';
import { derivedClientId } from '../../support/derivedClientId';
import { mayBeDoneByAgent, SERVICE_FAULT } from './lostAnswers';
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
		'The phone may have rung: ask its owner, or look at Payment → Get Many for the charge, before you call again.',
});

/** Runs the node in the way of agents up to version 2. */
const asTool = async (
	parameters: IDataObject,
	more: { settings?: object; calls?: object[] } = {},
) => await bench().engine.runTool({ parameters, credential: bench().credential, ...more });

describe('of an agent up to version 2', () => {
	it('a flash call whose answer was lost is not made again by Retry On Fail, and the model is told', async () => {
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

	it('it does not wait for a campaign, and the model is told why', async () => {
		const { answers, status } = await asTool({ ...smsBulk, waitForCompletion: true });
		expect(answers).toEqual([
			JSON.stringify([
				{
					error:
						'"Wait for Completion" is not possible for a tool of an AI agent [item 0]. Nothing was sent. An agent cannot wait. Turn it off, and let another workflow start with AutoCall Trigger → Autocall Finished.',
				},
			]),
		]);
		expect(status).toBe('success');
		expect(sent(bench())).toEqual([]);
	});
});

describe('of a later agent, for which the engine runs it', () => {
	const settings = { rewireOutputLogTo: 'ai_tool' } as const;

	it('a flash call whose answer was lost is not made again by Retry On Fail, and the model is told', async () => {
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

	it('it does not wait for a campaign, and the model is told why', async () => {
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
						/^"Wait for Completion" is not possible for a tool of an AI agent \[item 0\]\. Nothing was sent\./,
					) as string,
				},
			},
		]);
		expect(sent(bench())).toEqual([]);
	});
});
