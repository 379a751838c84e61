/** The drawing area: pan, zoom, select and drag over the cards and wires of the document. */
import "@xyflow/react/dist/base.css";
import "./flow.css";
import { Background, BackgroundVariant, ReactFlow } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { WrongWireCard } from "../connect/wrong-wire-card.tsx";
import { FarCanvas } from "../far/far-canvas.tsx";
import { useFarWires } from "../far/use-far-wires.ts";
import { WhenNeededMap } from "../map/when-needed-map.tsx";
import { useEditor, useFlow, useGestures } from "../store/editor-context.ts";
import type { FlowEdge, FlowNode } from "../store/flow-store.ts";
import { CanvasTools } from "./canvas-tools.tsx";
import { DrawnWire } from "./drawn-wire.tsx";
import { FIT } from "./fit.ts";
import { NodeCard } from "./node-card.tsx";
import { SelectionToolbar } from "./selection-toolbar.tsx";
import { useBlockDrop } from "./use-block-drop.ts";
import { useConnecting } from "./use-connecting.ts";
import { useSight } from "./use-sight.ts";
import { WireEdge } from "./wire-edge.tsx";

const nodeTypes = { card: NodeCard };
const edgeTypes = { wire: WireEdge };

export function FlowCanvas() {
  const { t } = useTranslation("canvas");
  const nodes = useFlow((state) => state.nodes);
  const edges = useFlow((state) => state.shownEdges);
  const changeNodes = useFlow((state) => state.changeNodes);
  const changeEdges = useFlow((state) => state.changeEdges);
  const dismiss = useEditor((state) => state.refuseWire);
  const gestures = useGestures();
  const connecting = useConnecting();
  const drop = useBlockDrop();
  const far = useFlow(({ sight }) => sight.far);
  const selectWire = useFarWires();
  useSight();
  return (
    <div
      className="canvas"
      data-far={far}
      role="application"
      aria-roledescription={t("nodeCanvas")}
      aria-label={t("pipelineCanvas")}
    >
      <ReactFlow<FlowNode, FlowEdge>
        nodes={nodes as FlowNode[]}
        edges={edges as FlowEdge[]}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onNodesChange={changeNodes}
        onEdgesChange={changeEdges}
        onNodeDragStop={(_event, _node, dragged) => gestures.drop(dragged)}
        onSelectionDragStop={(_event, dragged) => gestures.drop(dragged)}
        onConnectStart={connecting.start}
        onConnect={connecting.connect}
        onConnectEnd={connecting.end}
        onClickConnectStart={connecting.start}
        onClickConnectEnd={connecting.end}
        onPaneClick={(event) => {
          dismiss(null);
          if (far) selectWire(event);
        }}
        {...drop}
        connectionLineComponent={DrawnWire}
        connectionRadius={24}
        fitView
        fitViewOptions={FIT}
        minZoom={0.05}
        maxZoom={2}
        snapToGrid
        snapGrid={[4, 4]}
        nodesFocusable={false}
        edgesFocusable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
      >
        {far ? <FarCanvas /> : null}
        <WhenNeededMap />
        <SelectionToolbar />
        <WrongWireCard />
        <Background variant={BackgroundVariant.Dots} gap={20} size={1.6} color="var(--dot)" />
      </ReactFlow>
      <CanvasTools />
    </div>
  );
}
