import { NodeOperationError } from 'n8n-workflow';
import type { IBinaryData, INodeExecutionData, IWebhookFunctions } from 'n8n-workflow';

import type { IncomingFile } from '../transport/responseBody';
import { ApiFailure } from '../transport/apiFailure';
import type { Field } from '../declaration/field';
import type { OperationCall } from '../call/operationCall';
import { InvalidValue, shown } from '../declaration/parsers';
import type { ApiResponse } from '../transport/apiRequest';
import type { Transport } from '../transport/createTransport';

/** The audio files that a service takes. */
export interface TakenAudio {
	/** `['mp3', 'wav', 'ogg']` */
	extensions: string[];
	/** Most megabytes of a file. */
	maxMegabytes: number;
}

/** The parameter that names the binary input. */
export function inputFileField({ extensions }: TakenAudio): Field {
	return {
		displayName: 'Input Binary Field',
		name: 'binaryPropertyName',
		type: 'string',
		default: 'data',
		required: true,
		hint: 'The name of the input field containing the file',
		description: `Name of the binary field that holds the ${listed(extensions, 'or')} file`,
	};
}

/** The parameter that names the binary output. */
export const outputFileField: Field = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyOutput',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the output field to put the file in',
	description: 'Name of the output field for the file',
};

const MEGABYTE = 1024 * 1024;

/** A kind of audio file, recognised by its first bytes. */
interface AudioType {
	mimeType: string;
	extension: string;
	matches: (start: Buffer) => boolean;
}

const holds = (start: Buffer, at: number, word: string) =>
	start.toString('latin1', at, at + word.length) === word;

const AUDIO_TYPES: AudioType[] = [
	{
		mimeType: 'audio/mpeg',
		extension: 'mp3',
		matches: (start) =>
			holds(start, 0, 'ID3') ||
			// A frame of layer III; other bits there mean AAC, or a text in UTF-16.
			(start[0] === 0xff && ((start[1] ?? 0) & 0xe6) === 0xe2),
	},
	{
		mimeType: 'audio/wav',
		extension: 'wav',
		matches: (start) => holds(start, 0, 'RIFF') && holds(start, 8, 'WAVE'),
	},
	{
		mimeType: 'audio/ogg',
		extension: 'ogg',
		matches: (start) => holds(start, 0, 'OggS'),
	},
	{
		mimeType: 'audio/aac',
		extension: 'aac',
		matches: (start) => start[0] === 0xff && ((start[1] ?? 0) & 0xf6) === 0xf0,
	},
	{
		mimeType: 'audio/mp4',
		extension: 'm4a',
		matches: (start) => holds(start, 4, 'ftyp'),
	},
	{
		mimeType: 'audio/flac',
		extension: 'flac',
		matches: (start) => holds(start, 0, 'fLaC'),
	},
	{
		mimeType: 'audio/amr',
		extension: 'amr',
		matches: (start) => holds(start, 0, '#!AMR'),
	},
];

/** Anything but known audio is still passed on, but as a type that nothing opens. */
const UNKNOWN_TYPE = { mimeType: 'application/octet-stream', extension: 'bin' };

/** Codes of a stream that ends before its end. */
const BROKEN_OFF = new Set(['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE']);

/**
 * Reads the audio file of an input item.
 *
 * @throws NodeOperationError when there is none, it is empty or too large, or the service doesn't take its kind
 */
export async function audioOf(
	call: OperationCall,
	{ extensions, maxMegabytes }: TakenAudio,
): Promise<Buffer> {
	const { context, itemIndex, parameters } = call;
	const property = parameters.get<string>('binaryPropertyName') as string;
	const file = context.helpers.assertBinaryData(itemIndex, property);
	const problem = (what: string, advice: string) =>
		new NodeOperationError(
			context.getNode(),
			`The file ${shown(file.fileName ?? property)} ${what} [item ${itemIndex}]`,
			{ itemIndex, description: `${advice} Nothing was sent.` },
		);
	// Checked before it is read: in memory it takes several times as much.
	const bytes = await sizeOf(call, file);
	if (bytes > maxMegabytes * MEGABYTE) {
		throw problem(
			`is ${(bytes / MEGABYTE).toFixed(1)} MB, which is more than ${maxMegabytes} MB`,
			'Shorten it, or convert it to an mp3.',
		);
	}
	const content = await context.helpers.getBinaryDataBuffer(itemIndex, property);
	const advice = `${call.transport.service.name} takes ${listed(extensions, 'and')} files. Convert the file, or choose another one.`;
	if (content.length === 0) throw problem('is empty', advice);
	const kind = audioTypeOf(content);
	if (!kind || !extensions.includes(kind.extension)) {
		throw problem(`is not an ${listed(extensions, 'or')} file`, advice);
	}
	return content;
}

/** `mp3, wav or ogg` */
function listed(words: string[], conjunction: string): string {
	return `${words.slice(0, -1).join(', ')} ${conjunction} ${words.at(-1)}`;
}

/** The size of a file in bytes, without reading it. */
async function sizeOf({ context }: OperationCall, { id, data }: IBinaryData): Promise<number> {
	// Four letters of Base64 stand for three bytes.
	if (id === undefined) return Math.floor((data.length * 3) / 4);
	return (await context.helpers.getBinaryMetadata(id)).fileSize;
}

/**
 * Downloads the operation's recording into a binary field, as a stream where n8n stores files. Its content
 * decides on type and extension, whatever the service says: only audio gets a type that a browser would open.
 *
 * @param name file name
 * @throws ApiFailure when it can't be downloaded, or is a page instead of a recording
 */
export async function recordingOf(
	call: OperationCall,
	name: string,
): Promise<INodeExecutionData[]> {
	const { context, parameters } = call;
	const property = parameters.get<string>('binaryPropertyOutput') as string;
	const response = await call.send<IncomingFile>({ ...call.request(), binary: true });
	const binary = await binaryOf(context, response, name);
	const { fileName, mimeType, fileSize } = binary;
	return [{ json: { fileName, mimeType, fileSize }, binary: { [property]: binary } }];
}

/** How long somebody who sends a webhook waits for a recording to be downloaded, in ms. */
const WEBHOOK_DOWNLOAD_MS = 30_000;

/**
 * Downloads the recording whose address a webhook has told, without the key.
 *
 * @param name file name
 * @throws InvalidValue when it isn't on the host of the credential; ApiFailure when it can't be downloaded, or is a
 * page instead of a recording
 */
export async function recordingAt(
	context: IWebhookFunctions,
	transport: Transport,
	url: string,
	name: string,
): Promise<IBinaryData> {
	const { baseUrl } = await transport.accountOf(context);
	const { origin } = new URL(baseUrl);
	if (!URL.canParse(url) || new URL(url).origin !== origin) {
		throw new InvalidValue(`is not on the host of the credential, ${origin}`);
	}
	const response = await transport.send<IncomingFile>(context, {
		...{ method: 'GET', path: [], publicBaseUrl: url, binary: true },
		responseTimeoutMs: WEBHOOK_DOWNLOAD_MS,
	});
	return await binaryOf(context, response, name);
}

/** Stores a downloaded recording. @throws ApiFailure */
async function binaryOf(
	{ helpers }: Pick<IWebhookFunctions, 'helpers'> | OperationCall['context'],
	{ status, body }: ApiResponse<IncomingFile>,
	name: string,
): Promise<IBinaryData> {
	if (isText(body.start)) throw new ApiFailure({ status, unreadableBody: true });
	const { mimeType, extension } = audioTypeOf(body.start) ?? UNKNOWN_TYPE;
	const fileName = `${name.replace(/\.\w{1,5}$/, '')}.${extension}`;
	return await helpers
		.prepareBinaryData(body.content, fileName, mimeType)
		.catch((error: NodeJS.ErrnoException) => {
			throw BROKEN_OFF.has(error.code ?? '')
				? new ApiFailure({
						networkCode: error.code,
						serviceMessage: 'the download broke off in the middle',
					})
				: error;
		});
}

function audioTypeOf(start: Buffer): AudioType | undefined {
	return AUDIO_TYPES.find(({ matches }) => matches(start));
}

/** Whether a file is empty, or begins as a page or JSON does. */
function isText(start: Buffer): boolean {
	return /^(\ufeff|\s)*([<{[]|$)/.test(start.toString('utf8'));
}
