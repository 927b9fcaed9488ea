import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import type { OperationCall } from '../call/operationCall';
import type { Field } from '../declaration/field';
import type { Service } from '../transport/service';
import { resumeUrlOf } from './resumeAddress';
import { isFailed, withTimedOut, type Waiting } from './waiting';

const HOUR_MS = 3_600_000;
const DEFAULT_LIMIT_HOURS = 24;

/**
 * The parameters for waiting until something is over.
 *
 * @param description of Wait for Completion
 */
export function waitFields({ name }: Pick<Service, 'name'>, description: string): Field[] {
	return [
		{
			displayName: 'Wait for Completion',
			name: 'waitForCompletion',
			type: 'boolean',
			noDataExpression: true,
			default: false,
			// An agent can't wait.
			displayOptions: { hide: { '@tool': [true] } },
			hint: `Works only if ${name} can reach this n8n from the internet`,
			description,
		},
		timeLimitField,
	];
}

const timeLimitField: Field = {
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
};

/** Whether the node is to wait. */
export function waits({ parameters }: OperationCall): boolean {
	return parameters.get<boolean>('waitForCompletion') ?? false;
}

/**
 * Checks what a wait needs before anything is made; without Wait for Completion there is nothing to check.
 *
 * @throws NodeOperationError as `resumeUrlOf`, or when Time Limit is none
 */
export function checkWait(call: OperationCall, waiting: Waiting): void {
	if (!waits(call)) return;
	resumeUrlOf(call, waiting);
	call.parameters.get('completionTimeLimit');
}

/**
 * Puts the execution to wait for its things (n8n's own waiting: nothing is held in memory). `callbackFor`
 * resumes it; after the time limit n8n does, with the things as they were when they were made.
 *
 * @returns what takes the node's items, which n8n keeps with the execution, and gives them back; they say that
 * they are over if they are already
 */
export function waitForCompletion(waiting: Waiting) {
	const { isUnfinished } = waiting;
	return async (
		context: IExecuteFunctions,
		output: INodeExecutionData[],
	): Promise<INodeExecutionData[]> => {
		if (context.getNodeParameter('waitForCompletion', 0, false) !== true) return output;
		const known = output.map((item) =>
			isFailed(item) ? item : withTimedOut(item, isUnfinished(item)),
		);
		if (!known.some(isUnfinished)) return known;
		const over = await endedMeanwhile(context, waiting, known);
		if (over) return over;
		const hours = Number(context.getNodeParameter('completionTimeLimit', 0));
		// n8n resumes a node that waits by passing on what it finds as the node's input. A list of its own: to
		// sort out the error output, n8n takes the items from the one that is returned.
		context.getExecuteData().data.main = [[...known]];
		await context.putExecutionToWait(new Date(Date.now() + hours * HOUR_MS));
		return known;
	};
}

/**
 * The items, if all things have ended before the execution waits: n8n refuses reports until then. Only
 * looked for where something came after the last one was made; otherwise its report is still to come.
 */
async function endedMeanwhile(
	context: IExecuteFunctions,
	{ transport, things, isUnfinished, finalStates }: Waiting,
	items: INodeExecutionData[],
): Promise<INodeExecutionData[] | undefined> {
	if (items.every(isUnfinished)) return undefined;
	try {
		return await finalStates(
			context,
			items,
			async (request) => await transport.send(context, request),
		);
	} catch (error) {
		// They are made, and waited for all the same.
		context.logger.warn(
			`${transport.service.nodeName}: the ${things} could not be polled: ${(error as Error).message}`,
		);
		return undefined;
	}
}
