Attribute VB_Name = "GxxlMacros"
Option Explicit

' The buttons of this workbook. Each starts one action of the program gxxl, waits for it and shows what it says.
'
' The program is looked for in places only its user can write to, never in this workbook nor in its folder:
'   1. HKCU\Software\gxxl, value "command" (written by: gxxl doctor --install-excel), all of the command line before the action
'   2. %LOCALAPPDATA%\gxxl: gxxl-excel.exe, or Scripts\python.exe
'   3. the Python named by the environment variable GXXL_PYTHON
'   4. py -3, the launcher, in the three folders it is installed to
' Python runs with -P: without it -m would import from the current folder, which may be that of this workbook.
'
' It is started without a command shell as
'   ... ACTION --wb="Name" --from_xl=1 --app="Path of Excel" --hwnd=Number
' which is what xlwings.Book.caller() needs. Names with = or % do not survive its command line: the name stands in the
' environment variable GXXL_WORKBOOK as it is, and counts. The program writes its sentence to the cells named "message"
' (an empty one for none) and ends with 0, or with 3 where it failed; any other number means that it did not get so far.
'
' This text is ASCII. Chinese stands in the cells named "launcher_words": title, no program, failed, not started.

Private Const PYTHON As String = " -P -m gxxl.entry.excel"

Public Sub DoCheck()
    Press "check"
End Sub

Public Sub DoFill()
    Press "fill"
End Sub

Public Sub DoZero()
    Press "zero"
End Sub

Public Sub DoWrite()
    Press "write"
End Sub

Public Sub DoUndo()
    Press "undo"
End Sub

Public Sub DoExport()
    Press "export"
End Sub

Public Sub DoCollect()
    Press "collect"
End Sub

Public Sub DoHelp()
    Press "help"
End Sub

Private Sub Press(ByVal action As String)
    Dim system As Object
    Dim start As String
    On Error GoTo NotStarted
    If InStr(Application.OperatingSystem, "Mac") > 0 Then
        Application.Run "xlwings.xlam!RunPython", "from gxxl.entry.excel import " & action & "; " & action & "()"
        Exit Sub
    End If
    ' LibreOffice on Linux: the extension listens to the buttons itself.
    If InStr(Application.OperatingSystem, "Windows") = 0 Then Exit Sub
    Set system = CreateObject("WScript.Shell")
    start = Program(system)
    If Len(start) = 0 Then
        Say CellText("launcher_words", 2)
        Exit Sub
    End If
    system.Environment("PROCESS").Item("GXXL_WORKBOOK") = ThisWorkbook.Name
    start = start & " " & action & " --wb=" & Quoted(ThisWorkbook.Name) & " --from_xl=1"
    start = start & " --app=" & Quoted(Application.Path & "\" & Application.Name) & " --hwnd=" & CStr(Application.Hwnd)
    Select Case system.Run(start, 0, True)
        Case 0
            Say CellText("message", 1) & CellText("message", 2)
        Case 3
            Say CellText("launcher_words", 3)
        Case Else
            Say CellText("launcher_words", 2)
    End Select
    Exit Sub
NotStarted:
    Say CellText("launcher_words", 4) & Err.Description
End Sub

Private Function Program(ByVal system As Object) As String
    Dim home As String
    Dim place As Variant
    Program = Setting(system)
    If Len(Program) > 0 Then Exit Function
    home = system.ExpandEnvironmentStrings("%LOCALAPPDATA%")
    If IsFile(home & "\gxxl\gxxl-excel.exe") Then
        Program = Quoted(home & "\gxxl\gxxl-excel.exe")
        Exit Function
    End If
    For Each place In Array(home & "\gxxl\Scripts\python.exe", system.ExpandEnvironmentStrings("%GXXL_PYTHON%"))
        If IsFile(place) Then
            Program = Quoted(place) & PYTHON
            Exit Function
        End If
    Next
    For Each place In Array(system.ExpandEnvironmentStrings("%SystemRoot%") & "\py.exe", home & "\Programs\Python\Launcher\py.exe", home & "\Microsoft\WindowsApps\py.exe")
        If IsFile(place) Then
            Program = Quoted(place) & " -3" & PYTHON
            Exit Function
        End If
    Next
End Function

Private Function Setting(ByVal system As Object) As String
    ' RegRead raises where there is no such value: that is an answer, not a failure.
    On Error GoTo Missing
    Setting = system.RegRead("HKCU\Software\gxxl\command")
Missing:
End Function

Private Function IsFile(ByVal place As String) As Boolean
    ' A full path: a name alone would be looked for in the current folder.
    If Mid$(place, 2, 2) = ":\" Or Left$(place, 2) = "\\" Then IsFile = CreateObject("Scripting.FileSystemObject").FileExists(place)
End Function

Private Function Quoted(ByVal text As String) As String
    Quoted = """" & text & """"
End Function

Private Function CellText(ByVal key As String, ByVal row As Long) As String
    CellText = CStr(ThisWorkbook.Names(key).RefersToRange.Cells(row, 1).Value)
End Function

Private Sub Say(ByVal text As String)
    If Len(text) > 0 Then MsgBox text, vbInformation, CellText("launcher_words", 1)
End Sub
