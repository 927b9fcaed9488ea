import type { INode } from 'n8n-workflow';

/** The area of a node on the canvas, in the editor's pixels. */
export interface Box {
	name: string;
	left: number;
	top: number;
	right: number;
	bottom: number;
}

export const STICKY_NOTE = 'n8n-nodes-base.stickyNote';

/** Side of a node, and the width of one that has further inputs below it (n8n 2.37). */
const NODE_SIDE = 96;
const WIDE_NODE = 256;
const WIDE_TYPES = ['@n8n/n8n-nodes-langchain.agent'];
/** The name and the subtitle below a node, which are wider than the node. */
const LABEL_HEIGHT = 56;
const LABEL_OVERHANG = 24;

/** The box of a sticky note, or of another node with its label. */
export function boxOf({ name, type, position: [x, y], parameters }: INode): Box {
	if (type === STICKY_NOTE) {
		const { width, height } = parameters as { width: number; height: number };
		return { name, left: x, top: y, right: x + width, bottom: y + height };
	}
	return {
		name,
		left: x - LABEL_OVERHANG,
		top: y,
		right: x + (WIDE_TYPES.includes(type) ? WIDE_NODE : NODE_SIDE) + LABEL_OVERHANG,
		bottom: y + NODE_SIDE + LABEL_HEIGHT,
	};
}

/** The pairs of nodes of which one covers a part of the other. */
export function overlaps(nodes: INode[]): Array<[string, string]> {
	const boxes = nodes.map(boxOf);
	return boxes.flatMap((box, index) =>
		boxes
			.slice(index + 1)
			.filter(
				(other) =>
					box.left < other.right &&
					other.left < box.right &&
					box.top < other.bottom &&
					other.top < box.bottom,
			)
			.map((other): [string, string] => [box.name, other.name]),
	);
}
