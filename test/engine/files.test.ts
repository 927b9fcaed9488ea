/** Audio files into the service and out of it, however n8n stores files. */
import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';

import { silentMp3 } from '../../sandbox/audio';
import { byId, useBench } from '../support/autoCall';
import { autoCallNode, inARow } from '../support/workflows';

const bench = useBench();
const modes = ['filesystem', 'default'] as const;

afterEach(async () => await bench().engine.setBinaryMode('filesystem'));

/** A tag of no fields, as music programs put before an mp3's first frame. */
const id3Tag = Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 0, 0]);

/** A second of silence at 8 kHz with 8 bits. */
function silentWav(): Buffer {
	const samples = Buffer.alloc(8_000, 0x80);
	const header = Buffer.alloc(44);
	header.write('RIFF', 0);
	header.writeUInt32LE(36 + samples.length, 4);
	header.write('WAVEfmt ', 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20);
	header.writeUInt16LE(1, 22);
	header.writeUInt32LE(8_000, 24);
	header.writeUInt32LE(8_000, 28);
	header.writeUInt16LE(1, 32);
	header.writeUInt16LE(8, 34);
	header.write('data', 36);
	header.writeUInt32LE(samples.length, 40);
	return Buffer.concat([header, samples]);
}

/** The first page of an Opus stream in Ogg. */
function oggStart(): Buffer {
	const opusHead = Buffer.from(
		'OpusHead\u0001\u0001\u0000\u0000\u0080\u00bb\u0000\u0000\u0000\u0000\u0000',
		'latin1',
	);
	const page = Buffer.alloc(28);
	page.write('OggS', 0);
	page[5] = 2;
	page[26] = 1;
	page[27] = opusHead.length;
	return Buffer.concat([page, opusHead]);
}

const files: Array<[string, string, string, Buffer]> = [
	['an mp3', 'hello.mp3', 'audio/mpeg', silentMp3(1)],
	['an mp3 with a tag', 'song.mp3', 'audio/mpeg', Buffer.concat([id3Tag, silentMp3(1)])],
	[
		'an mp3 of MPEG-2',
		'low.mp3',
		'audio/mpeg',
		Buffer.concat([Buffer.from([0xff, 0xf3, 0x48, 0xc4]), Buffer.alloc(140)]),
	],
	['a wav', 'hello.wav', 'audio/wav', silentWav()],
	['an ogg', 'hello.ogg', 'audio/ogg', oggStart()],
	['an mp3 of another name and type', 'voice.bin', 'application/octet-stream', silentMp3(1)],
];

/** An item with a file as an earlier node would have left it. */
async function itemWith(
	content: Buffer,
	fileName = 'hello.mp3',
	mimeType = 'audio/mpeg',
	field = 'data',
): Promise<INodeExecutionData> {
	const file = await bench().engine.storeBinary(content, fileName, mimeType);
	return { json: {}, binary: { [field]: file } };
}

/** The file that came out under a field, with its content. */
async function fileIn(item: INodeExecutionData | undefined, field: string) {
	const file = item?.binary?.[field] as IBinaryData;
	return { file, content: await bench().engine.readBinary(file) };
}

const bodies = () =>
	bench()
		.sandbox.requests.filter(({ body }) => body !== undefined)
		.map(({ body }) => body as IDataObject);

describe.each(modes)('a file that n8n stores in mode %s', (mode) => {
	beforeEach(async () => await bench().engine.setBinaryMode(mode));

	it.each(files)('is uploaded as it is: %s', async (_what, fileName, mimeType, content) => {
		const result = await bench().run(
			'sound',
			'upload',
			{ name: 'Greeting', additionalFields: { clientId: 'crm-7' } },
			{ items: [await itemWith(content, fileName, mimeType)] },
		);

		expect(result.status).toBe('success');
		expect(bodies()).toEqual([
			{
				name: 'Greeting',
				type: 'upload',
				data: [{ file: content.toString('base64') }],
				client_id: 'crm-7',
			},
		]);
		expect(bench().sandbox.store.sounds.all()[0]?.content.equals(content)).toBe(true);
		expect(result.items).toMatchObject([
			{ json: { id: 201, name: 'Greeting', client_id: 'crm-7' }, pairedItem: { item: 0 } },
		]);
		expect(result.items[0]).not.toHaveProperty('binary');
	});

	it('is one for an autocall to all input items: a file of another item stops it', async () => {
		const withFile = async (content: Buffer, phone: string) => ({
			...(await itemWith(content, 'hello.wav', 'audio/wav')),
			json: { phone },
		});
		const first = await withFile(silentWav(), '+77011234567');
		const other = await withFile(Buffer.concat([silentWav(), silentWav()]), '+77021234567');
		const create = async (items: INodeExecutionData[]) =>
			await bench().run(
				'autocall',
				'create',
				{ name: 'Greeting', soundSource: 'upload', contactsSource: 'inputItems' },
				{ items },
			);
		const { error } = await create([first, { json: { phone: '+77051234567' } }, other]);
		expect(error?.message).toBe(
			'"Input Binary Field" is one file for all 3 contacts, but item 2 has a different one from item 0 [item 0]',
		);
		expect(bench().sandbox.requests).toEqual([]);

		const same = { json: { phone: '+77071234567' }, binary: first.binary };
		expect((await create([first, { json: { phone: '+77051234567' } }, same])).status).toBe(
			'success',
		);
	});

	it('is uploaded from another field, of each item its own', async () => {
		const contents = [silentMp3(1), silentWav()];
		const items = await Promise.all(
			contents.map(async (content) => await itemWith(content, 'hello', 'audio/mpeg', 'voice')),
		);

		await bench().run(
			'sound',
			'upload',
			{ name: 'Greeting', binaryPropertyName: 'voice' },
			{ items },
		);

		expect(bodies().map(({ data }) => data)).toEqual(
			contents.map((content) => [{ file: content.toString('base64') }]),
		);
	});

	it('is sent with an autocall', async () => {
		const result = await bench().run(
			'autocall',
			'create',
			{
				name: 'Sale',
				soundSource: 'upload',
				contactsSource: 'json',
				contactsJson: '["+77011234567"]',
			},
			{ items: [await itemWith(silentWav(), 'hello.wav', 'audio/wav')] },
		);

		expect(result.status).toBe('success');
		expect(bodies()[0]?.audio_id).toEqual([
			{ type: 'upload', data: { file: silentWav().toString('base64') } },
		]);
	});

	const wrong: Array<[string, string, string, Buffer]> = [
		['a text', 'notes.txt', 'text/plain', Buffer.from('Hello')],
		['a text named mp3', 'notes.mp3', 'audio/mpeg', Buffer.from('Hello')],
		['a text in UTF-16', 'people.csv', 'text/csv', Buffer.from('\ufeffname', 'utf16le')],
		['a picture', 'photo.jpg', 'image/jpeg', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
		['a video', 'clip.avi', 'video/x-msvideo', Buffer.from('RIFF\0\0\0\0AVI LIST')],
		['an AAC', 'voice.aac', 'audio/aac', Buffer.from([0xff, 0xf1, 0x50, 0x80])],
		['a single byte', 'voice.mp3', 'audio/mpeg', Buffer.from([0xff])],
	];

	it.each(wrong)('is refused before it is sent: %s', async (_what, fileName, mimeType, content) => {
		const item = await itemWith(content, fileName, mimeType);

		const result = await bench().run('sound', 'upload', { name: 'Greeting' }, { items: [item] });

		expect(result.error?.message).toBe(
			`The file "${fileName}" is not an mp3, wav or ogg file [item 0]`,
		);
		expect(result.error?.description).toBe(
			'AutoCall.kz takes mp3, wav and ogg files. Convert the file, or choose another one. Nothing was sent.',
		);
		expect(bench().sandbox.requests).toEqual([]);
	});

	it('is refused when it is empty', async () => {
		const items = [await itemWith(silentMp3(1)), await itemWith(Buffer.alloc(0), 'empty.mp3')];

		const result = await bench().run('sound', 'upload', { name: 'Greeting' }, { items });

		expect(result.error?.message).toBe('The file "empty.mp3" is empty [item 1]');
		expect(bench().sandbox.requests).toEqual([]);
	});

	it('comes out as the recording of a call, byte for byte', async () => {
		const recording = Buffer.concat([silentMp3(2), Buffer.from([0, 1, 2, 253, 254, 255])]);
		const { id } = bench().sandbox.seedAutocall({ record: true, calls: [{ recording }] });
		const call = bench().sandbox.store.calls.find(({ autocall_id }) => autocall_id === id);

		const result = await bench().run('call', 'getRecording', { callId: call?.id });

		expect(result.items).toHaveLength(1);
		expect(result.items[0]?.pairedItem).toEqual({ item: 0 });
		const { file, content } = await fileIn(result.items[0], 'data');
		expect(content.equals(recording)).toBe(true);
		expect(file).toMatchObject({
			fileName: `call-${call?.id}.mp3`,
			mimeType: 'audio/mpeg',
			fileExtension: 'mp3',
			fileType: 'audio',
		});
		expect(file.id?.startsWith('filesystem-v2:') ?? false).toBe(mode === 'filesystem');
		expect(result.items[0]?.json).toEqual({
			fileName: `call-${call?.id}.mp3`,
			mimeType: 'audio/mpeg',
			fileSize: file.fileSize,
		});
	});

	it('comes out as the recording of an answer, under the field that was chosen', async () => {
		const recording = silentMp3(1);
		bench().sandbox.seedAutocall({
			type: 'interactive',
			calls: [{ recording, data: { record: '5f3c2a.mp3' } }],
		});

		const result = await bench().run('sound', 'getAnswerRecording', {
			file: '5f3c2a.mp3',
			binaryPropertyOutput: 'answer',
		});

		expect(bench().sandbox.requests).toMatchObject([
			{ path: '/api/v1/sounds/listen/5f3c2a.mp3', query: { type: 'download' } },
		]);
		const { file, content } = await fileIn(result.items[0], 'answer');
		expect(content.equals(recording)).toBe(true);
		expect(file).toMatchObject({ fileName: '5f3c2a.mp3', mimeType: 'audio/mpeg' });
		expect(Object.keys(result.items[0]?.binary ?? {})).toEqual(['answer']);
	});

	it.each<[string, string, Buffer, string, string]>([
		['an mp3 named html', 'evil.html', silentMp3(1), 'evil.mp3', 'audio/mpeg'],
		['an mp3 named svg', 'a.svg', silentMp3(1), 'a.mp3', 'audio/mpeg'],
		['a wav named mp3', 'b.mp3', silentWav(), 'b.wav', 'audio/wav'],
		['an ogg without an extension', 'c', oggStart(), 'c.ogg', 'audio/ogg'],
		[
			'a program',
			'd.exe',
			Buffer.from(`MZ${'\0'.repeat(100)}`),
			'd.bin',
			'application/octet-stream',
		],
	])(
		'comes out as what its content is, whatever it is called: %s',
		async (_what, file, recording, fileName, mimeType) => {
			const fault = { kind: 'status', status: 200, path: '/sounds/listen' } as const;
			bench().sandbox.faults.add({
				...fault,
				body: recording,
				headers: {
					'Content-Type': 'application/xhtml+xml',
					'Content-Disposition': 'attachment; filename="evil.html"',
				},
			});

			const result = await bench().run('sound', 'getAnswerRecording', { file });

			const { file: stored, content } = await fileIn(result.items[0], 'data');
			expect(content.equals(recording)).toBe(true);
			expect(stored).toMatchObject({ fileName, mimeType });
			expect(result.items[0]?.json).toMatchObject({ fileName, mimeType });
		},
	);

	it.each([
		['a page', '<!DOCTYPE html><script>alert(1)</script>'],
		['a page after a blank line', '\ufeff\r\n <html></html>'],
		['a picture that is a text', '<svg onload="alert(1)"/>'],
		['JSON', '{"message": "Server Error."}'],
	])('is an error when it is none but %s, though it is called audio', async (_what, body) => {
		bench().sandbox.faults.add({
			kind: 'status',
			status: 200,
			path: '/sounds/listen',
			body: Buffer.from(body),
			headers: { 'Content-Type': 'audio/mpeg' },
		});

		const result = await bench().run('sound', 'getAnswerRecording', { file: 'evil.html' });

		expect(result.error?.message).toBe('The response of AutoCall.kz could not be read [item 0]');
		expect(result.items).toEqual([]);
	});

	it('goes from a recording to an upload within a workflow', async () => {
		const recording = silentMp3(3);
		bench().sandbox.seedAutocall({ record: true, calls: [{ recording }] });
		const callId = bench().sandbox.store.calls.all()[0]?.id;
		const workflow = inARow(
			autoCallNode('Recording', { resource: 'call', operation: 'getRecording', callId }),
			autoCallNode('Upload', {
				...{ resource: 'sound', operation: 'upload', name: '={{ $json.fileName }}' },
			}),
		);

		const result = await bench().engine.runWorkflow(workflow, {
			credentials: { autoCallApi: bench().credential },
		});

		expect(result.error).toBeUndefined();
		expect(result.nodes.Upload?.items).toMatchObject([{ json: { name: `call-${callId}.mp3` } }]);
		expect(bench().sandbox.store.sounds.all()[0]?.content.equals(recording)).toBe(true);
	});

	it('that the service does not have is an error in words', async () => {
		bench().sandbox.seedAutocall({ record: false, calls: [{ recording: silentMp3(1) }] });
		const callId = bench().sandbox.store.calls.all()[0]?.id;

		const recording = await bench().run('call', 'getRecording', { callId });
		expect(recording.error?.message).toBe('There is no recording of this call [item 0]');
		expect(recording.error?.description).toContain(`Call ID: ${callId}.`);
		expect(recording.error?.description).toContain(
			'A call is recorded only if its autocall was created with Record Calls and someone answered.',
		);

		const answer = await bench().run('sound', 'getAnswerRecording', { file: 'gone.mp3' });
		expect(answer.error?.message).toBe('The file "gone.mp3" was not found [item 0]');
	});

	it('that the service refuses is an error with its words, read from the stream', async () => {
		bench().sandbox.faults.add({
			kind: 'status',
			status: 402,
			body: { message: 'Недостаточно средств.' },
			path: '/sounds/listen',
		});

		const result = await bench().run('sound', 'getAnswerRecording', { file: 'a.mp3' });

		expect(result.error?.message).toBe(
			'The balance of the AutoCall.kz account is too low for this: it is 10,000 tenge [item 0]',
		);
		expect(result.error?.description).toContain('AutoCall.kz says: “Недостаточно средств”.');
	});
});

describe('without a file', () => {
	it('an item is refused with the field that is missing', async () => {
		const result = await bench().run('sound', 'upload', { name: 'Greeting' });

		expect(result.error?.message).toMatch(/binary file 'data', but none was found \[item 0\]/);
		expect(bench().sandbox.requests).toEqual([]);
	});

	it('an autocall is refused too, before a contact list is made', async () => {
		const result = await bench().run('autocall', 'create', {
			name: 'Sale',
			soundSource: 'upload',
			binaryPropertyName: 'voice',
			contactsSource: 'json',
			contactsJson: '["+77011234567"]',
		});

		expect(result.error?.message).toMatch(/binary file 'voice', but none was found \[item 0\]/);
		expect(bench().sandbox.requests).toEqual([]);
	});

	it('the others are still uploaded with continue-on-fail', async () => {
		const result = await bench().run(
			'sound',
			'upload',
			{ name: 'Greeting' },
			{
				items: [{ json: {} }, await itemWith(silentMp3(1))],
				continueOnFail: 'continueRegularOutput',
			},
		);

		expect(result.items).toMatchObject([
			{ json: { error: expect.stringContaining('none was found') }, pairedItem: { item: 0 } },
			{ json: { id: 201 }, pairedItem: { item: 1 } },
		]);
	});
});

describe('a sound of the account', () => {
	it('is used in an autocall without any file', async () => {
		const { id } = bench().sandbox.seedSound();

		await bench().run('autocall', 'create', {
			name: 'Sale',
			soundId: byId(id),
			contactsSource: 'json',
			contactsJson: '["+77011234567"]',
		});

		expect(bodies()[0]?.audio_id).toEqual([id]);
	});
});
