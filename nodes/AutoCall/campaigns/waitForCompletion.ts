import type { IDataObject, IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { isTool } from '../runtime/agentTool';
import type { Field } from '../runtime/field';
import type { OperationCall } from '../runtime/operationCall';
import { accountOf } from '../transport/credential';
import { isFinal } from './kinds';

/** Most characters of `callback_url` (POST /autocalls, POST /bulks). */
const CALLBACK_MAX = 256;
const HOUR_MS = 3_600_000;
const DEFAULT_LIMIT_HOURS = 24;

/** Whether the execution waits for the end of a campaign, and how long at the most. */
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
			'Whether to go on only when everybody was reached or tried, or a moderator has denied it. The output then has the final status, counters and cost.',
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
			'How long to wait at the most. After that the workflow goes on all the same, with waitTimedOut set to true in the output.',
	},
];

/** Whether the node is to wait. */
export function waits({ parameters }: OperationCall): boolean {
	return parameters.get<boolean>('waitForCompletion') ?? false;
}

/**
 * Checks what a wait needs before anything is made; without Wait for Completion there is nothing to check.
 *
 * @throws NodeOperationError as `resumeUrlOf`, or when Time Limit is none
 */
export function checkWait(call: OperationCall): void {
	if (!waits(call)) return;
	resumeUrlOf(call);
	call.parameters.get('completionTimeLimit');
}

/**
 * The address at which n8n resumes the execution: `callback_url` of a campaign that is waited for.
 *
 * @throws NodeOperationError when AutoCall.kz could not call it, or it is needed for something else
 */
export function resumeUrlOf(call: OperationCall): string {
	const { context, parameters } = call;
	const refuse = (problem: string, advice: string) =>
		parameters.invalid('Wait for Completion', problem, `Nothing was sent. ${advice}`);
	if (parameters.get('additionalFields.callbackUrl') !== undefined) {
		throw refuse(
			'cannot be combined with Callback URL',
			'The reports of AutoCall.kz can go to one address only: remove Callback URL, or turn Wait for Completion off.',
		);
	}
	if (isTool(context)) {
		throw refuse(
			'is not possible for a tool of an AI agent',
			'An agent cannot wait. Turn it off, and let another workflow start with AutoCall Trigger → Autocall Finished.',
		);
	}
	const url = String(context.evaluateExpression('{{ $execution.resumeUrl }}', call.itemIndex));
	if (url.length > CALLBACK_MAX) {
		throw refuse(
			`needs an address of at most ${CALLBACK_MAX} characters, but that of this n8n has ${url.length}`,
			'Use a shorter web address for n8n.',
		);
	}
	return url;
}

/**
 * Refuses to wait for a callback that can't come: AutoCall.kz is on the internet, and n8n is not.
 *
 * @throws NodeOperationError that says how n8n gets a public address
 */
export async function assertReachable(call: OperationCall, resumeUrl: string): Promise<void> {
	const { baseUrl } = await accountOf(call.context);
	if (!isPrivate(resumeUrl) || isPrivate(baseUrl)) return;
	throw call.parameters.invalid(
		'Wait for Completion',
		`needs an n8n that AutoCall.kz can reach, but its address is ${new URL(resumeUrl).origin}`,
		'Nothing was sent. Set the environment variable WEBHOOK_URL of n8n to its public address, or turn Wait for Completion off and let a workflow start with AutoCall Trigger instead.',
	);
}

/**
 * Puts the execution to wait for its campaigns (n8n's own waiting: nothing is held in memory). `onCallback`
 * resumes it; after the time limit n8n does, with the campaigns as they were when they were made.
 *
 * @param output the node's items; n8n keeps them with the execution
 * @returns the items, which say that they are over if they are already
 */
export async function waitForCompletion(
	context: IExecuteFunctions,
	output: INodeExecutionData[],
): Promise<INodeExecutionData[]> {
	if (context.getNodeParameter('waitForCompletion', 0, false) !== true) return output;
	const known = output.map((item) =>
		isFailed(item) ? item : withTimedOut(item, isUnfinished(item)),
	);
	if (known.some(isUnfinished)) {
		const hours = Number(context.getNodeParameter('completionTimeLimit', 0));
		// n8n resumes a node that waits by passing on what it finds as the node's input. A list of its own: to
		// sort out the error output, n8n takes the items from the one that is returned.
		context.getExecuteData().data.main = [[...known]];
		await context.putExecutionToWait(new Date(Date.now() + hours * HOUR_MS));
	}
	return known;
}

/** Whether an item is a campaign that isn't over. */
export function isUnfinished(item: INodeExecutionData): boolean {
	return !isFailed(item) && !isFinal(item.json.status);
}

function isFailed({ json, error }: INodeExecutionData): boolean {
	return error !== undefined || json.error !== undefined;
}

/** An item that says whether the time limit came before the end. */
export function withTimedOut(item: INodeExecutionData, waitTimedOut: boolean): INodeExecutionData {
	return { ...item, json: { ...item.json, waitTimedOut } as IDataObject };
}

/** Whether an address is only known within its own network (RFC 1918, RFC 4193, loopback). */
function isPrivate(address: string): boolean {
	const { hostname } = new URL(address);
	return (
		/^(localhost|.*\.(localhost|local|internal)|\[?(::1|f[cd][0-9a-f:]+|fe80:.*)\]?)$/i.test(
			hostname,
		) ||
		/^(127|10)\.|^192\.168\.|^169\.254\.|^172\.(1[6-9]|2\d|3[01])\.|^0\.0\.0\.0$/.test(hostname) ||
		(!hostname.includes('.') && !hostname.startsWith('['))
	);
}
