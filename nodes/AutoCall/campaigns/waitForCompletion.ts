import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { Field } from '../../shared/declaration/field';
import type { OperationCall } from '../../shared/call/operationCall';
import { autoCall } from '../service/transport';
import { finalStates, isFailed, isUnfinished, withTimedOut } from './currentState';
import type { CampaignKind } from './kinds';
import { resumeUrlOf } from './resumeAddress';

const HOUR_MS = 3_600_000;
const DEFAULT_LIMIT_HOURS = 24;

/** The parameters for waiting until a campaign is over. */
export const waitFields: Field[] = [
	{
		displayName: 'Wait for Completion',
		name: 'waitForCompletion',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		// An agent can't wait.
		displayOptions: { hide: { '@tool': [true] } },
		hint: 'Works only if AutoCall.kz can reach this n8n from the internet',
		description:
			'Whether to continue only after everyone was called or texted, or a moderator denied the campaign. The output then has the final status and counters. AutoCall.kz bills a campaign some time after its end; until then the final cost is 0 or empty.',
	},
	{
		displayName: 'Time Limit (Hours)',
		name: 'completionTimeLimit',
		type: 'number',
		typeOptions: { minValue: 0.01, maxValue: 720 },
		noDataExpression: true,
		required: true,
		default: DEFAULT_LIMIT_HOURS,
		displayOptions: { show: { waitForCompletion: [true] } },
		description:
			'How long to wait at most. After that the workflow continues, with waitTimedOut set to true in the output.',
	},
];

/** Whether the node is to wait. */
export function waits({ parameters }: OperationCall): boolean {
	return parameters.get<boolean>('waitForCompletion') ?? false;
}

/**
 * Checks the conditions of a wait before anything is created; does nothing without Wait for Completion.
 *
 * @throws NodeOperationError as `resumeUrlOf`, or when Time Limit is not valid
 */
export function checkWait(call: OperationCall): void {
	if (!waits(call)) return;
	resumeUrlOf(call);
	call.parameters.get('completionTimeLimit');
}

/**
 * Puts the execution to wait for its campaigns (n8n's own waiting: nothing is held in memory). `onCallback`
 * resumes it; after the time limit n8n does, with the campaigns as they were when they were created.
 *
 * @returns a function that takes the node's items, which n8n stores with the execution, and returns them, with
 * the final state if the campaigns are already over
 */
export function waitForCompletion(kind: CampaignKind) {
	return async (
		context: IExecuteFunctions,
		output: INodeExecutionData[],
	): Promise<INodeExecutionData[]> => {
		if (context.getNodeParameter('waitForCompletion', 0, false) !== true) return output;
		const known = output.map((item) =>
			isFailed(item) ? item : withTimedOut(item, isUnfinished(item)),
		);
		if (!known.some(isUnfinished)) return known;
		const over = await endedMeanwhile(context, kind, known);
		if (over) return over;
		const hours = Number(context.getNodeParameter('completionTimeLimit', 0));
		// n8n resumes a waiting node by passing on the node's input. A list of its own: to
		// sort out the error output, n8n takes the items from the one that is returned.
		context.getExecuteData().data.main = [[...known]];
		await context.putExecutionToWait(new Date(Date.now() + hours * HOUR_MS));
		return known;
	};
}

/**
 * The items, if all campaigns have ended before the execution waits: n8n refuses reports until then. Only
 * polled when something came after the last campaign was created; otherwise its report is still to come.
 */
async function endedMeanwhile(
	context: IExecuteFunctions,
	kind: CampaignKind,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[] | undefined> {
	if (items.every(isUnfinished)) return undefined;
	try {
		return await finalStates(
			items,
			kind,
			async (request) => await autoCall.send<IDataObject>(context, request),
		);
	} catch (error) {
		// They were created, and are waited for anyway.
		context.logger.warn(
			`AutoCall: the campaigns could not be fetched: ${(error as Error).message}`,
		);
		return undefined;
	}
}
