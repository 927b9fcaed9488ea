import type { OperationCall } from '../../../../../../nodes/shared/call/operationCall';
import {
	audioOf,
	inputFileField,
	type TakenAudio,
} from '../../../../../../nodes/shared/execution/audio';
import { sendOnce } from '../../../../../../nodes/shared/duplicates/sendOnce';
import { SPEECH_MAX } from '../../calls/messageFields';
import { defineOperation } from '../../service/defineOperation';
import { expectRecords } from '../../service/responses';
import { message } from '../../service/values';

/** Files that are taken; the instruction names neither kinds nor a size. */
const TAKEN: TakenAudio = { extensions: ['mp3', 'wav', 'ogg'], maxMegabytes: 20 };
const MIME_TYPES: Record<string, string> = {
	mp3: 'audio/mpeg',
	wav: 'audio/wav',
	ogg: 'audio/ogg',
};

export default defineOperation({
	name: 'Create',
	action: 'Create audio from a text or a file',
	description: 'Create audio from a text or a file; a moderator may check it before use',
	endpoint: 'POST /apiCalls/createRecord',
	fields: [
		{
			displayName: 'Name',
			name: 'name',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. Payment reminder',
			api: 'name',
			parse: message(255),
			isOwnName: true,
			description: 'Name by which you find it again',
		},
		{
			displayName: 'Source',
			name: 'source',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'File', value: 'file', description: 'An mp3, wav or ogg file of the input' },
				{ name: 'Text', value: 'text', description: 'A text that is spoken' },
			],
			default: 'text',
			api: 'source',
			description: 'What the audio is made of',
		},
		{
			displayName: 'Text',
			name: 'text',
			type: 'string',
			typeOptions: { rows: 3 },
			default: '',
			required: true,
			displayOptions: { show: { source: ['text'] } },
			api: 'text',
			parse: message(SPEECH_MAX),
			message: 'speech',
			description: `What is spoken, at most ${SPEECH_MAX} characters`,
		},
		{
			...inputFileField(TAKEN),
			reports: 'file',
			displayOptions: { show: { source: ['file'] } },
		},
	],
	// Read again when it is sent: the files of all items would not fit into memory.
	async check(call) {
		if (isFile(call)) await audioOf(call, TAKEN);
	},
	async run(call) {
		const request = call.request();
		const files = isFile(call) ? { files: { file: await sentFile(call) } } : {};
		const { body } = await sendOnce(call, { ...request, ...files });
		return expectRecords(body).map((json) => ({ json }));
	},
	howToCheck: 'Look under the audio of your account whether it is there before you run this again.',
});

function isFile({ parameters }: OperationCall): boolean {
	return parameters.get('source') === 'file';
}

async function sentFile(call: OperationCall) {
	const content = await audioOf(call, TAKEN);
	const property = call.parameters.get<string>('binaryPropertyName') as string;
	const { fileName = 'audio.mp3' } = call.context.helpers.assertBinaryData(
		call.itemIndex,
		property,
	);
	const extension = /\.(\w+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
	return { content, fileName, mimeType: MIME_TYPES[extension] ?? 'audio/mpeg' };
}
