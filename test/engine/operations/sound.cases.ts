import type { Sandbox } from '../../../sandbox';
import { silentMp3 } from '../../../sandbox/audio';
import { byId } from '../../support/autoCall';
import {
	balanceTooLow,
	keyRevoked,
	noSuch,
	notChanged,
	notFound,
	nothingToChange,
	refusedHere,
} from './failures';
import { NOW, type ResourceCases } from './operationCase';
import { twoPages } from './requests';

/** A confirmed sound of 10 seconds as the service shows it. */
const soundAt = ({ url }: Sandbox, id = 201) => ({
	id,
	client_id: null,
	name: 'Seeded sound',
	duration: 10,
	confirmed: true,
	comment: null,
	confirmed_at: NOW,
	created_at: NOW,
	updated_at: NOW,
	playback_url: `${new URL(url).origin}/storage/sounds/${id}`,
	used: 0,
});
const waiting = { confirmed: false, confirmed_at: null };
const seedOne = (sandbox: Sandbox) => sandbox.seedSound();

const audio = silentMp3(2);

/** A text with no choice of voice. */
const shortSpoken = {
	request: 'POST /api/v1/sounds',
	body: {
		name: 'Short',
		type: 'synthesis',
		data: [{ text: 'Hello', voice: 'ru-RU-Wavenet-B', speed: 1, pitch: 0 }],
	},
};

/** An interactive call in which somebody said something for 10 seconds. */
function recordedAnswer(sandbox: Sandbox): void {
	sandbox.seedAutocall({
		type: 'interactive',
		calls: [{ data: { record: 'answer-301-50001.mp3' }, recording: audio }],
	});
}
const listen = (type: 'download' | 'text', file = 'answer-301-50001.mp3') => ({
	request: `GET /api/v1/sounds/listen/${file}`,
	query: { type },
});

const noSuchSound = noSuch('sound', 999, 'Sound', { soundId: byId(999) });

/** Sound → … */
export const soundCases: ResourceCases = {
	synthesize: {
		succeeds: [
			{
				title: 'has a text spoken with every choice of voice made, which is charged',
				parameters: {
					name: 'Reminder',
					text: 'Please pay until the end of the month.',
					voice: 'zahar',
					speed: 2,
					pitch: 3.5,
					additionalFields: { clientId: 'reminder-1' },
				},
				sends: [
					{
						request: 'POST /api/v1/sounds',
						body: {
							name: 'Reminder',
							type: 'synthesis',
							data: [
								{
									text: 'Please pay until the end of the month.',
									voice: 'zahar',
									speed: 2,
									pitch: 3.5,
								},
							],
							client_id: 'reminder-1',
						},
					},
				],
				gives: (sandbox) => [
					{
						...soundAt(sandbox),
						...waiting,
						name: 'Reminder',
						client_id: 'reminder-1',
						duration: 2,
					},
				],
				leaves: ({ store }) => expect(store.balance).toBe(9996.4),
			},
			{
				title: 'has a text spoken as the service does by default',
				parameters: { name: 'Short', text: 'Hello' },
				sends: [shortSpoken],
				gives: (sandbox) => [{ ...soundAt(sandbox), ...waiting, name: 'Short', duration: 1 }],
			},
		],
		fails: [
			{
				title: 'the balance does not cover the synthesis',
				account: { balance: 1.5 },
				parameters: { name: 'Short', text: 'Hello' },
				sends: [shortSpoken, { request: 'GET /api/v1/balance' }],
				fails: balanceTooLow('1.5 tenge'),
				leaves: ({ store }) => expect(store.sounds.size).toBe(0),
			},
			{
				title: 'the voice is one that only autocalls have',
				parameters: { name: 'Short', text: 'Hello', voice: '={{ "alena" }}' },
				sends: [],
				fails: refusedHere(
					'Voice',
					'must be one of alyss, ermil, jane, oksana, omazh, ru-RU-Wavenet-A, ru-RU-Wavenet-B, ru-RU-Wavenet-C, ru-RU-Wavenet-D, zahar, but is "alena"',
				),
			},
			{
				title: 'the voice is to speak five times as fast',
				parameters: { name: 'Short', text: 'Hello', speed: 5 },
				sends: [],
				fails: refusedHere('Speed', 'must be 0.25 to 4, but is 5'),
			},
		],
	},

	upload: {
		succeeds: [
			{
				title: 'sends an audio file of the input item',
				parameters: { name: 'Greeting', additionalFields: { clientId: 'greeting-1' } },
				inputFile: { name: 'greeting.mp3', content: audio },
				sends: [
					{
						request: 'POST /api/v1/sounds',
						body: {
							name: 'Greeting',
							type: 'upload',
							data: [{ file: audio.toString('base64') }],
							client_id: 'greeting-1',
						},
					},
				],
				gives: (sandbox) => [
					{
						...soundAt(sandbox),
						...waiting,
						name: 'Greeting',
						client_id: 'greeting-1',
						duration: 3,
					},
				],
				leaves: ({ store }) => {
					expect(store.sounds.get(201)?.content.equals(audio)).toBe(true);
					expect(store.balance).toBe(10_000);
				},
			},
		],
		fails: [
			{
				title: 'the file is a picture, whatever its name says',
				parameters: { name: 'Greeting' },
				inputFile: { name: 'greeting.mp3', content: Buffer.from('\x89PNG\r\n\x1a\n', 'latin1') },
				sends: [],
				fails: {
					message: 'The file "greeting.mp3" is not an mp3, wav or ogg file [item 0]',
					description:
						'AutoCall.kz takes mp3, wav and ogg files. Convert the file, or choose another one. Nothing was sent.',
				},
			},
			{
				title: 'the file is empty',
				parameters: { name: 'Greeting' },
				inputFile: { name: 'greeting.mp3', content: Buffer.alloc(0) },
				sends: [],
				fails: {
					message: 'The file "greeting.mp3" is empty [item 0]',
					description:
						'AutoCall.kz takes mp3, wav and ogg files. Convert the file, or choose another one. Nothing was sent.',
				},
			},
		],
	},

	get: {
		succeeds: [
			{
				title: 'tells, simplified, what moderators say and where to listen',
				given: (sandbox) =>
					sandbox.seedSound({ ...waiting, comment: 'Too loud', client_id: 'greeting-1' }),
				parameters: { soundId: byId(201) },
				sends: [{ request: 'GET /api/v1/sounds/201' }],
				gives: (sandbox) => {
					const { updated_at: _updated, ...sound } = soundAt(sandbox);
					return [{ ...sound, ...waiting, comment: 'Too loud', client_id: 'greeting-1' }];
				},
			},
			{
				title: 'gives everything when it is not simplified',
				given: (sandbox) => {
					sandbox.seedSound();
					sandbox.seedAutocall({ audio_id: [201] });
				},
				parameters: { soundId: byId(201), simplify: false },
				sends: [{ request: 'GET /api/v1/sounds/201' }],
				gives: (sandbox) => [{ ...soundAt(sandbox), used: 1 }],
			},
		],
		fails: [noSuchSound('GET /api/v1/sounds/999')],
	},

	getAll: {
		succeeds: [
			{
				title: 'gives the sounds of all pages, the newest first',
				account: { pageSize: 1 },
				given: (sandbox) => {
					sandbox.seedSound();
					sandbox.seedSound({ name: 'Second' });
				},
				parameters: { returnAll: true },
				sends: twoPages('GET /api/v1/sounds'),
				gives: (sandbox) => [{ ...soundAt(sandbox, 202), name: 'Second' }, soundAt(sandbox)],
			},
		],
		fails: [keyRevoked({ request: 'GET /api/v1/sounds', query: { page: '1' } })],
	},

	update: {
		succeeds: [
			{
				title: 'renames a sound and gives it an ID of the person’s own',
				given: seedOne,
				parameters: {
					soundId: byId(201),
					updateFields: { clientId: 'greeting-2', name: 'Greeting 2' },
				},
				sends: [
					{
						request: 'PUT /api/v1/sounds/201',
						body: { client_id: 'greeting-2', name: 'Greeting 2' },
					},
				],
				gives: (sandbox) => [{ ...soundAt(sandbox), client_id: 'greeting-2', name: 'Greeting 2' }],
			},
		],
		fails: [
			noSuchSound(
				{ request: 'PUT /api/v1/sounds/999', body: { name: 'Greeting 2' } },
				{ updateFields: { name: 'Greeting 2' } },
			),
			{
				title: 'the own ID is longer than the 60 characters that a sound takes',
				parameters: { soundId: byId(201), updateFields: { clientId: 'x'.repeat(61) } },
				sends: [],
				fails: refusedHere('Client ID', 'must have at most 60 characters, but has 61'),
			},
			nothingToChange({ soundId: byId(201) }),
		],
	},

	delete: {
		succeeds: [
			{
				title: 'removes a sound that no campaign is playing any more',
				given: (sandbox) => {
					sandbox.seedSound();
					sandbox.seedAutocall({ audio_id: [201], status: 'completed' });
				},
				parameters: { soundId: byId(201) },
				sends: [{ request: 'DELETE /api/v1/sounds/201' }],
				gives: [{ deleted: true, id: 201 }],
				leaves: ({ store }) => expect(store.sounds.size).toBe(0),
			},
		],
		fails: [
			{
				title: 'a campaign is still to play it',
				given: (sandbox) => {
					sandbox.seedSound();
					sandbox.seedAutocall({ audio_id: [201], status: 'moderation' });
				},
				parameters: { soundId: byId(201) },
				sends: [{ request: 'DELETE /api/v1/sounds/201' }],
				fails: notChanged('Sound: Аудиозапись используется в незавершённом обзвоне'),
				leaves: ({ store }) => expect(store.sounds.size).toBe(1),
			},
		],
	},

	getAnswerRecording: {
		succeeds: [
			{
				title: 'downloads what somebody answered',
				given: recordedAnswer,
				parameters: { file: 'answer-301-50001.mp3' },
				sends: [listen('download')],
				gives: [{ fileName: 'answer-301-50001.mp3', mimeType: 'audio/mpeg', fileSize: '32.1 kB' }],
				outputFile: { name: 'answer-301-50001.mp3', mimeType: 'audio/mpeg', content: audio },
			},
		],
		fails: [
			{
				title: 'nothing was recorded under this name',
				given: recordedAnswer,
				parameters: { file: 'answer-301-50009.mp3' },
				sends: [listen('download', 'answer-301-50009.mp3')],
				fails: notFound('file', 'answer-301-50009.mp3', 'File Name'),
			},
			{
				title: 'the name leads out of its folder',
				parameters: { file: '../../balance' },
				sends: [],
				fails: refusedHere(
					'File Name',
					'must be a name such as 5f3c2a.mp3, but is "../../balance"',
				),
			},
		],
	},

	transcribeAnswer: {
		succeeds: [
			{
				title: 'gives what somebody answered as text, which is charged',
				given: recordedAnswer,
				parameters: { file: 'answer-301-50001.mp3' },
				sends: [listen('text')],
				gives: [{ text: 'Ответ абонента +77010000001' }],
				leaves: ({ store }) => expect(store.balance).toBe(9982),
			},
		],
		fails: [
			{
				title: 'the balance does not cover the recognition',
				account: { balance: 17.99 },
				given: recordedAnswer,
				parameters: { file: 'answer-301-50001.mp3' },
				sends: [listen('text'), { request: 'GET /api/v1/balance' }],
				fails: balanceTooLow('17.99 tenge'),
			},
			{
				title: 'nothing was recorded under this name',
				parameters: { file: 'answer-301-50009.mp3' },
				sends: [listen('text', 'answer-301-50009.mp3')],
				fails: notFound('file', 'answer-301-50009.mp3', 'File Name'),
			},
		],
	},
};
