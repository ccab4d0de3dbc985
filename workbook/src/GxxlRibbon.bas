Attribute VB_Name = "GxxlRibbon"
Option Explicit

' The buttons of the ribbon tab: each does what the button on the sheet does.

Public Sub OnCheck(control As IRibbonControl)
    DoCheck
End Sub

Public Sub OnFill(control As IRibbonControl)
    DoFill
End Sub

Public Sub OnZero(control As IRibbonControl)
    DoZero
End Sub

Public Sub OnWrite(control As IRibbonControl)
    DoWrite
End Sub

Public Sub OnUndo(control As IRibbonControl)
    DoUndo
End Sub

Public Sub OnExport(control As IRibbonControl)
    DoExport
End Sub

Public Sub OnCollect(control As IRibbonControl)
    DoCollect
End Sub

Public Sub OnHelp(control As IRibbonControl)
    DoHelp
End Sub
