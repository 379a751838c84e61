/** The window that is open, if one is. */
import { useEditor } from "../store/editor-context.ts";
import { ConnectDialog } from "./connect-dialog.tsx";
import { GoToDialog } from "./go-to-dialog.tsx";
import { KeysDialog } from "./keys-dialog.tsx";
import { ListDialog } from "./list-dialog.tsx";
import { VersionsDialog } from "./versions-dialog.tsx";

export function Dialogs() {
  const dialog = useEditor((state) => state.dialog);
  switch (dialog) {
    case "connect":
      return <ConnectDialog />;
    case "go-to":
      return <GoToDialog />;
    case "keys":
      return <KeysDialog />;
    case "list":
      return <ListDialog />;
    case "versions":
      return <VersionsDialog />;
    case null:
      return null;
  }
}
