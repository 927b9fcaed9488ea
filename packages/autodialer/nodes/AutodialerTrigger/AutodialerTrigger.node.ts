import isEmpty from 'lodash/isEmpty';
import mapValues from 'lodash/mapValues';
import { NodeConnectionTypes } from 'n8n-workflow';
import type {
	IDataObject,
	INodeExecutionData,
	INodeProperties,
	INodeType,
	INodeTypeDescription,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
	MultiPartFormData,
} from 'n8n-workflow';

import { valueAt } from '../../../../nodes/shared/declaration/dotPath';
import { InvalidValue, isBlank } from '../../../../nodes/shared/declaration/parsers';
import { recordingAt } from '../../../../nodes/shared/execution/audio';
import { requestBody } from '../../../../nodes/shared/execution/requestBody';
import { apiFailureOf } from '../../../../nodes/shared/transport/apiFailure';
import { asObject, isObject } from '../../../../nodes/shared/transport/responseShape';
import { autodialer } from '../Autodialer/service/autodialer';

const WEBHOOK = {
	responseMode: 'onReceived',
	// Blank, so that n8n returns what the node returns.
	responseData: '',
	path: '=webhook{{ $parameter["secret"] ? "/" + encodeURIComponent($parameter["secret"]) : "" }}',
} as const;
/** The address is set in the dialer by hand, so that there is nothing to register. */
const WEBHOOKS: IWebhookDescription[] = [
	{ ...WEBHOOK, name: 'setup', httpMethod: 'GET' },
	{ ...WEBHOOK, name: 'default', httpMethod: 'POST' },
];
const DETAILS = [
	['Number Parameter', 'numberParameter', 'phone', 'the number that was called'],
	['Duration Parameter', 'durationParameter', 'duration', 'the length of the call in seconds'],
	['Recording Parameter', 'recordingParameter', 'record', 'the recording or its address'],
	['Answer Parameter', 'answerParameter', 'answer', 'the recognised answer of the person'],
] as const;
const parameterNames = DETAILS.map(([displayName, name, value, said]): INodeProperties => ({
	...{ displayName, name, type: 'string', default: value, required: true },
	description: `Name of the parameter with ${said}, as the webhook is set up in the dialer. The manual names none; a path such as call.number works too.`,
}));

type Files = Partial<MultiPartFormData.Request['body']['files']>;

/** Starts workflows when calls end. */
export class AutodialerTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'Autodialer Trigger',
		name: 'autodialerTrigger',
		icon: {
			light: 'file:../../icons/autodialer.svg',
			dark: 'file:../../icons/autodialer.dark.svg',
		},
		group: ['trigger'],
		version: 1,
		subtitle: 'When a call ends',
		description:
			// n8n shows the trigger's description for both nodes of the package.
			'Call people through an Autodialer, or start when a call ends',
		defaults: { name: 'Autodialer Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'autodialerApi', required: false }],
		webhooks: WEBHOOKS,
		properties: [
			{
				displayName:
					'Enter the production URL above as the webhook of your dialer. It accepts GET and POST, with JSON, a form or a query.',
				name: 'howToConnect',
				type: 'notice',
				default: '',
			},
			...parameterNames,
			{
				displayName: 'Secret',
				name: 'secret',
				type: 'string',
				typeOptions: { password: true },
				default: '',
				noDataExpression: true,
				description:
					'A text of your choice with Latin letters, digits, - and _. It becomes the end of the URL, and n8n refuses requests without it. Change it if others have learned the address.',
			},
			{
				displayName: 'Download Recording',
				name: 'downloadRecording',
				type: 'boolean',
				default: false,
				description:
					'Whether to download the recording into the binary field data. It is downloaded only from the host of the credential.',
			},
		],
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		const { fields, files } = partsOf(this);
		const raw = { ...(this.getQueryData() as IDataObject), ...fields };
		const [file] = [files[this.getNodeParameter('recordingParameter') as string]].flat();
		const webhookResponse = { received: true };
		if (isEmpty(raw) && isEmpty(files)) return { webhookResponse };
		const [number, duration, address, answer] = DETAILS.map(([, name]) => {
			const path = this.getNodeParameter(name) as string;
			const told = (Object.hasOwn(raw, path) ? raw[path] : valueAt(raw, path)) ?? '';
			return (typeof told === 'object' ? JSON.stringify(told) : String(told)).trim() || null;
		});
		const durationSeconds = duration && Number.isFinite(Number(duration)) ? Number(duration) : null;
		const recordingUrl = address ?? null;
		const item: INodeExecutionData = {
			json: { number, durationSeconds, recordingUrl, answer, raw: { ...raw, ...namesOf(files) } },
		};
		if (file) {
			// Its type is the sender's word; as audio, no browser opens it as a page.
			const { filepath } = file;
			const data = await this.nodeHelpers.copyBinaryFile(filepath, 'recording.wav', 'audio/wav');
			item.binary = { data };
		} else if (recordingUrl !== null && this.getNodeParameter('downloadRecording')) {
			Object.assign(item, await recording(this, recordingUrl, item.json));
		}
		return { webhookResponse, workflowData: [[item]] };
	}
}

/**
 * Returns the fields and files of a request. Files come only from a form that n8n itself has read: in JSON a sender
 * could name any path of the server.
 */
function partsOf(context: IWebhookFunctions): {
	fields: IDataObject;
	files: Files;
} {
	const type = context.getHeaderData()['content-type'] ?? '';
	if (/^multipart\/form-data\s*(;|$)/i.test(type)) {
		const { data, files } = context.getBodyData() as MultiPartFormData.Request['body'];
		return { fields: asObject(data), files };
	}
	const body = requestBody(context);
	if (isBlank(body)) return { fields: {}, files: {} };
	return { fields: isObject(body) ? body : { body: body as IDataObject }, files: {} };
}

/** The names of files, as their sender has them. */
function namesOf(files: Files): IDataObject {
	return mapValues(files, (file) => [file].flat()[0]?.originalFilename ?? '');
}

/** Downloads the recording; if that fails, the item says why, and starts the workflow all the same. */
async function recording(
	context: IWebhookFunctions,
	url: string,
	json: IDataObject,
): Promise<Partial<INodeExecutionData>> {
	const failed = (reason: string) => ({ json: { ...json, recordingError: reason } });
	if (!context.getNode().credentials?.autodialerApi)
		return failed('Download Recording needs a credential');
	try {
		return { binary: { data: await recordingAt(context, autodialer, url, 'recording') } };
	} catch (error) {
		return error instanceof InvalidValue
			? failed(`The recording ${error.message}, so it was not downloaded`)
			: failed(`The recording could not be downloaded: ${apiFailureOf(error).message}`);
	}
}
